"""What somebody writes into each section, and what both files say afterwards.

The expected texts are written out in full: nothing in the tool has a say in them.
"""
