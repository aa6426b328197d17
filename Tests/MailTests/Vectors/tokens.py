#!/usr/bin/env python3
"""Writes tokens.json: words and rows of texts by the rules of DESIGN section 9, with Python's own Unicode tables.

    python3 tokens.py > tokens.json
"""
import json
import random
import unicodedata

TEXTS = [
    "",
    "Hello, World! hello world",
    "don't re-use v1.2.3 e-mail_address@example.org",
    "$1,000,000.00 FREE!!! 100% 4u2c",
    "Caf\u00e9 cafe\u0301 CAFE\u0301 CAF\u00c9",
    "\u0130stanbul ISTANBUL \u0131stanbul i\u0307stanbul",
    "Stra\u00dfe STRASSE \u1e9eETA \u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2",
    "\u65e5\u672c\u8a9e\u306e\u30e1\u30fc\u30eb\uff01\u4e2d\u6587 \ud55c\uad6d\uc5b4",
    "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165",
    "\u0661\u0662\u0663 \u00bd \u2167 x\u00b2 \u2460 \u0967\u0968",
    "a\u0308\u0301 o\u0323\u0302 q\u0307\u0323 \u0301lone n\u0303o",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u0e44\u0e17\u0e22 \u0627\u0644\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u0629",
    "\u212bngstr\u00f6m \u212a\u2126 \ufb01nance \uff28\uff45\uff4c\uff4c\uff4f",
    "emoji\U0001f600joined \U0001d400\U0001d401 \U00010400\U00010401 zero\u200bwidth soft\u00adhyphen nb\u00a0sp",
    "nul\u0000byte tab\tline\nfeed =\u0338 a<\u0338b",
]

# Long runs that compose in every way, marks and jamo among them.
random.seed(15)
COMPOSING = "aeonq\u0300\u0301\u0307\u0308\u0323\u4e00\u1100\u1161\u11a8\uac00\u0928\u093c"
TEXTS += ["".join(random.choices(COMPOSING, k=300)) for _ in range(6)]


def is_word(character):
    return unicodedata.category(character)[0] in "LN"


def words(text):
    found, word = [], ""
    for character in unicodedata.normalize("NFC", text):
        if is_word(character):
            word += character.lower()  # alone, so without the final sigma rule
        elif word:
            found.append(word)
            word = ""
    return found + [word] if word else found


def fnv1a(word):
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def fold(value, bits):
    folded = 0
    while value:
        folded, value = folded ^ value % 2**bits, value >> bits
    return folded


def stems(subject, text, opening=0):
    """The rows of the feature set with stems: a word, its first four characters, the subject's words once more, those of
    the opening too, and how many words were read."""
    features, seen, counts = [], set(), [0, 0]
    for source, is_subject in ((subject, True), (text, False)):
        for word in words(source):
            if len(seen) == 500:
                break
            counts[is_subject] += 1
            if word not in seen:
                seen.add(word)
                features += [word] + [word[:4]] * (len(word) > 4) + [":" + word] * is_subject
                if not is_subject and counts[0] <= opening:
                    features.append("^" + word)
    features += [f"text:{counts[0].bit_length()}", f"subject:{counts[1]}", f"distinct:{len(seen).bit_length()}"]
    return list(dict.fromkeys(fold(fnv1a(feature), 16) for feature in features))


def entry(text):
    every = words(text)
    distinct = list(dict.fromkeys(every))
    rows = list(dict.fromkeys(fold(fnv1a(word), 16) for word in distinct))
    return {
        "text": text,
        "words": every,
        "tokens": distinct,
        "rows": rows,
        "stemsOfSubject": stems(text, "the same words again " + text),
        "stemsOfText": stems("Subject", text),
        "openingsOfSubject": stems(text, "the same words again " + text, 20),
        "openingsOfText": stems("Subject", text, 20),
        "rows20": list(dict.fromkeys(fold(fnv1a(word), 20) for word in distinct)),
    }


print(json.dumps([entry(text) for text in TEXTS], indent=1, ensure_ascii=True))
