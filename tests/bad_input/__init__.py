"""Bad input through the front door, everywhere at once: a clear answer, and nothing lost.

What one form does with its own fields (empty, a script in each, wrong dates, a form sent twice, two
editors of one text, files that are not what they say, a search of operators only) is tested beside
its app. Here is what must hold for all of them: every URL and every form.
"""
