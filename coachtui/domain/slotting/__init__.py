"""Where interruptions go: the slotting rules of the design as pure functions.

`rules` answers the questions (an arrival, a re-slot, another buffer by hand), `shelves` keeps the
minutes while an answer is worked out, `events` says what a sprint that starts, overruns or ends
early does to the blocks, after which `rules.settle` puts the interruptions right.
"""
