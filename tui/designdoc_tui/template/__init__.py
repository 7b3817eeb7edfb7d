"""What a kind of document contains: sections, fields, and their kinds."""
