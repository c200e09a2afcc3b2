"""Writes data/metrics.json: scores, labels and what scikit-learn says of them, for test_metrics.c. Needs scikit-learn:

    python tests/train/make_metrics.py
"""
import json, pathlib
import numpy as np
from sklearn import metrics as m

rng = np.random.default_rng(7)


def multi(classes, n, k, quantize=None):
    labels = rng.integers(0, classes, n)
    scores = rng.normal(size=(n, classes)) + 1.2 * np.eye(classes)[labels]
    if quantize:  # no ties for top-k: scikit-learn breaks them another way
        scores = np.round(scores, quantize)
    scores = scores.astype(np.float32)
    predictions = scores.argmax(1)
    case = {"classes": classes, "top_k": k, "scores": scores.ravel().tolist(), "labels": labels.tolist(),
            "accuracy": m.accuracy_score(labels, predictions),
            "top": m.top_k_accuracy_score(labels, scores if classes > 2 else scores[:, 1] - scores[:, 0], k=k,
                                          labels=range(classes)),
            "confusion": m.confusion_matrix(labels, predictions, labels=range(classes)).ravel().tolist()}
    for name, f in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        case[name] = f(labels, predictions, average=None, labels=range(classes), zero_division=0).tolist()
        for average in ("macro", "weighted", "micro"):
            case[f"{name}_{average}"] = f(labels, predictions, average=average, zero_division=0)
    return case


def missing_class():
    """Class 3 of 4 is never a label nor predicted, class 2 is predicted only."""
    labels = np.array([0, 0, 1, 1, 0, 1])
    scores = np.zeros((6, 4), np.float32)
    for i, p in enumerate([0, 2, 1, 1, 0, 0]):
        scores[i] = [.1, .2, .05, -.3]
        scores[i, p] = 1 + i
    predictions = scores.argmax(1)
    case = {"classes": 4, "top_k": 2, "scores": scores.ravel().tolist(), "labels": labels.tolist(),
            "accuracy": m.accuracy_score(labels, predictions),
            "top": m.top_k_accuracy_score(labels, scores, k=2, labels=range(4)),
            "confusion": m.confusion_matrix(labels, predictions, labels=range(4)).ravel().tolist()}
    for name, f in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        case[name] = f(labels, predictions, average=None, labels=range(4), zero_division=0).tolist()
        for average in ("macro", "weighted", "micro"):
            case[f"{name}_{average}"] = f(labels, predictions, average=average, zero_division=0)
    return case


def binary(n, quantize):
    labels = rng.integers(0, 2, n)
    scores = (rng.normal(size=n) + labels).astype(np.float32)
    if quantize is not None:  # many ties
        scores = np.round(scores, quantize).astype(np.float32)
    threshold = .5
    predictions = (scores > threshold).astype(int)
    return {"threshold": threshold, "scores": scores.tolist(), "labels": labels.tolist(),
            "auc": m.roc_auc_score(labels, scores), "accuracy": m.accuracy_score(labels, predictions),
            "precision": m.precision_score(labels, predictions), "recall": m.recall_score(labels, predictions),
            "f1": m.f1_score(labels, predictions)}


folder = pathlib.Path(__file__).parent / "data"
folder.mkdir(exist_ok=True)
(folder / "metrics.json").write_text(json.dumps(
    {"multi": [multi(10, 120, 3), multi(3, 60, 2), multi(2, 50, 1), missing_class()],
     "binary": [binary(80, None), binary(90, 1), binary(40, 0)]}, indent=0) + "\n")
