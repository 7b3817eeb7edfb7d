"""What a screen is made of: form fields, outline, preview."""
