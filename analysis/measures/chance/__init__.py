"""How sure a number is: what it would be from other articles, without one publisher, or without the coder's doubts.

resampling  bootstrap over articles, Monte-Carlo over the coder's confidence, one publisher left out
documents   the scores of the coder, had other documents been coded by hand
"""
