"""The proofreader: reads a film document and names what is wrong in it and what it still lacks.

A check is a function of films/proofing/checks; its decorator puts it on the list, and that is all
that a new one needs. The section it belongs to follows from the field it names.
"""
