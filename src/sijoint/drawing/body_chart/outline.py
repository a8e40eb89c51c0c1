"""The half of the body that the chart mirrors, seen from the front and from the back.

The middle line is at 0, the crown at 0 and the soles at 1260. Heights follow common shares of
stature: chin .87, top of the iliac crest .60, spine of L5 .59, dimples .56, trochanter .52,
crotch .47, knee .28. The figure is seven and a half heads high.
"""

from __future__ import annotations

from sijoint.drawing.body_chart.curve import Point

PLACES: dict[str, Point] = {
    "crown": (0, 0),
    "temple": (61, 66),
    "hair_side": (57, 110),
    "jaw": (49, 130),
    "collar_side": (98, 221),
    "deltoid": (213, 343),
    "elbow_out": (257, 458),
    "wrist_out": (321, 610),
    "fingertip": (358, 746),
    "wrist_in": (285, 627),
    "elbow_in": (197, 487),
    "arm_in": (138, 367),
    "axilla": (121, 322),
    "rib_side": (111, 391),
    "waist_high": (101, 436),
    "belt_top": (99, 494),
    "belt_bottom": (111, 542),
    "hip_high": (122, 594),
    "fold_side": (129, 672),
    "hem_out": (122, 772),
    "knee_top_out": (107, 848),
    "knee_low_out": (99, 961),
    "ankle_out": (85, 1172),
    "toe": (72, 1261),
    "ankle_in": (48, 1172),
    "knee_low_in": (31, 961),
    "knee_top_in": (26, 848),
    "hem_in": (19, 772),
    "thigh_in": (5, 692),
    "crotch": (0, 671),
    "chin": (0, 166),
    "collar": (0, 281),
    "breast_low": (0, 390),
    "pubis_top": (0, 592),
    "pubis_corner": (26, 594),
    "hip_front": (89, 550),
    "crease_out": (95, 626),
    "hip_front_low": (97, 670),
    "crease_in": (44, 668),
    "knee_inner": (48, 844),
    "knee_outer": (88, 844),
    "hairline": (0, 32),
    "hair_low": (0, 124),
    "nape": (0, 132),
    "nape_low": (0, 257),
    "back_low_side": (24, 433),
    "back_low": (0, 433),
    "belt_top_side": (24, 502),
    "belt_top_middle": (0, 503),
    "belt_bottom_side": (24, 550),
    "belt_bottom_middle": (0, 551),
    "dimple_top": (67, 547),
    "dimple_low": (67, 598),
    "sacrum_side": (25, 601),
    "sacrum_low": (0, 605),
    "buttock_side": (96, 599),
    "fold_out": (98, 671),
    "thigh_back": (96, 777),
}
"""Where curves meet: the silhouette from the crown down and up again, then front, then back."""

SILHOUETTE = """\
crown, 34 7, 54 30, temple, 68 78, 65 98, hair_side, jaw, 37 151 |, 36 173, 43 194, 64 209,
collar_side, 144 231, 179 258, 198 300, deltoid, 233 400, elbow_out, 282 508, 299 552,
wrist_out, 341 629, 364 647, 380 664, 372 670, 350 660 |, 361 682, 374 714, 376 727, 369 731,
366 742, fingertip, 351 741, 343 743, 335 738, 331 731, 317 714, 300 682, 291 651,
wrist_in, 265 595, 242 565, 217 527, elbow_in, 168 424, arm_in, axilla |, 118 356,
rib_side, waist_high, 97 464, belt_top, belt_bottom, hip_high, 128 636, fold_side,
128 722, hem_out, knee_top_out, 102 894, knee_low_out, 107 1024, 100 1096, 87 1150,
ankle_out, 89 1198, 106 1226, 116 1247, 104 1260, toe, 47 1259, 41 1243, 45 1212,
ankle_in, 46 1140, 35 1080, 27 1012, knee_low_in, 34 908, knee_top_in, hem_in, 12 731,
thigh_in, crotch"""
"""From the crown down the outer side, round the arm, and up the inner leg."""

_BELT = (
    "belt_top, 62 500, belt_top_side, belt_top_middle",
    "belt_bottom, dimple_top, belt_bottom_side, belt_bottom_middle",
)

_BOTH = (
    SILHOUETTE,
    "collar_side, 109 268, axilla",
    "deltoid, 177 370, arm_in",
    "elbow_out, 228 479, elbow_in",
    "wrist_out, 304 623, wrist_in",
    "knee_top_in, knee_inner, knee_outer, knee_top_out",
    "knee_low_in, 65 968, knee_low_out",
    "ankle_in, 67 1182, ankle_out",
)

FRONT = (
    *_BOTH,
    "temple, 52 48, 32 36, hairline",
    "jaw, 28 155, chin",
    "collar_side, 86 254, 57 276, collar",
    "collar, breast_low, belt_top_middle, pubis_top",
    "rib_side, 60 391, breast_low",
    _BELT[0],
    "pubis_top, pubis_corner",
    "pubis_corner, 58 583, hip_front",
    "belt_bottom, hip_front",
    "pubis_corner, 23 644, thigh_in",
    "thigh_in, 24 684, crease_in, 74 647, crease_out",
    "hip_front, crease_out, hip_front_low",
    "hip_front_low, fold_side",
    "crease_in, 47 760, knee_inner",
    "hip_front_low, 95 760, knee_outer",
)
"""The curves of the front view; the first is the silhouette."""

BACK = (
    *_BOTH,
    "hair_side, 30 122, hair_low",
    "jaw, 28 136, nape",
    "collar_side, 60 246, nape_low",
    "nape_low, back_low",
    "waist_high, back_low_side, back_low",
    "back_low_side, belt_top_side, belt_bottom_side",
    *_BELT,
    "belt_bottom_side, 24 574, sacrum_side",
    "dimple_top, 70 572, dimple_low",
    "sacrum_side, 44 604, dimple_low, buttock_side, hip_high",
    "sacrum_side, sacrum_low",
    "sacrum_side, 26 640, thigh_in",
    "buttock_side, 95 640, fold_out",
    "thigh_in, 34 700, 70 693, fold_out",
    "fold_out, fold_side",
    "fold_out, thigh_back, knee_outer",
    "hem_in, 68 780, thigh_back",
)
"""The curves of the back view; the first is the silhouette."""

CLOTHES = (
    SILHOUETTE,
    "collar_side, 86 254, 57 276, collar",
    "collar_side, 60 246, nape_low",
    "collar_side, 109 268, axilla",
    *_BELT,
    "hem_in, 70 780, hem_out",
)
"""The curves along which the clothes end, in both views."""

FRONT_DETAILS = (
    "0 105, 7 103, 9 95",
    "14 250, 44 240, 78 233",
    "0 474, 4 480, 0 487",
    "48 890, 66 877, 86 889",
    "51 921, 67 931, 84 920",
    "61 1243, 60 1256",
    "75 1245, 75 1257",
    "88 1245, 89 1256",
    "99 1243, 101 1254",
)
"""Light lines that make the front readable: nose, collarbone, navel, kneecap, toes."""

BACK_DETAILS = (
    "50 300, 57 350, 82 374, 104 348",
    "0 442, 0 540",
    "30 557, 32 566, 38 571, 46 571",
    "0 626, 0 656",
    "46 902, 66 908, 88 900",
    "58 1120, 60 1170",
    "76 1120, 74 1170",
    "50 1236, 66 1250, 84 1238",
)
"""Light lines of the back: shoulder blade, spine, dimple, cleft, hollow of the knee, heel."""

FINGERS = ("347 688, 364 728", "333 692, 351 737", "321 695, 336 730")
"""Light lines of both views."""
