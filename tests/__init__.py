"""The tests, in the rooms of what they test; `browser/` drives a real browser.

factories.py  rows, by plain functions with readable defaults
pages.py      what a reader sees of a page: words, links, notices
forms.py      what a browser would post for a form of the admin
"""
