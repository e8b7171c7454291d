"""One search over everything members and editors write.

It listens to the other apps' `…_changed` signals, keeps an index that is derived and can always
be rebuilt, and answers pages and suggestions. It decides nothing about what it finds: who may
see a thing is told by the thing itself, when it is indexed.
"""
