"""Knowledge about text: people, who is named where, and the record of their interactions.

May import `articles`; `articles` never imports this.
"""
