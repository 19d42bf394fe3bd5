"""Composition: settings, the site map, the pages that need both apps. Imported by nobody."""
