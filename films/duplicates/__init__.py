"""People and tags that may be one, found by their names and by the films they share.

Comparing all with all is out of the question at 300,000 people. Names are compared where they fall
together: everywhere when they have the same words, otherwise only inside one film or one year of
birth. What was found is kept in a table that the desk shows; nothing of this runs on a page.
"""
