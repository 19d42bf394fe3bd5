"""What the first page of the admin shows of the desk."""

from django import template

from people.admin import desk

register = template.Library()

register.simple_tag(desk.piles, name="piles")
register.simple_tag(desk.tasks, name="tasks")
register.simple_tag(desk.changes, name="changes")
