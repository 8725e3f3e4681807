"""What a user of the service meets on a normal day."""
from .case import ATTRIBUTE, Case, line, metadata, named, quoted, text, uri

FAILURE = ("ClientError: Annotation tasks expired. The workers did not finish in time, or they "
           "declined the task.")


def failed(number):
    """A line that the service could not get a label for, in the shape that it has then."""
    return (f'{{"source-ref":{uri(f"rows/{number:04d}.jpg")},"{ATTRIBUTE}-metadata":{{'
            f'"retry-count":1,"failure-reason":{quoted(FAILURE)},"human-annotated":"true"}}}}')


def second_pair(number, attribute, name, index, when, **rest):
    """A further pair on a line, as `extra`."""
    members = metadata(number, name=quoted(name), when=quoted(when),
                       job=quoted(f"labeling-job/{attribute}"), **rest)
    return f',"{attribute}":{index},"{attribute}-metadata":{{{members}}}'


def chained():
    """Jobs after one another on the same images."""
    later = "2022-02-03T10:00:00.000000"
    earlier = "2019-02-03T10:00:00.000000"
    both = [line(n, extra=second_pair(n, "ripeness", "ripe" if n % 2 else "green", n % 2, later))
            for n in range(1, 4)]
    stopped = [line(1)] + both[1:]
    older = [line(n, extra=second_pair(n, "checked", "good", 0, earlier)) for n in range(1, 4)]
    again = [line(1), line(2), line(3, job=quoted("labeling-job/produce-again"))]
    boxes = (',"fruit":{"image_size":[{"width":640,"height":480,"depth":3}],"annotations":[]},'
             '"fruit-metadata":{"objects":[],"class-map":{},"type":"groundtruth/object-detection",'
             '"job-name":"labeling-job/fruit","human-annotated":"yes",'
             '"creation-date":"2019-03-01T10:00:00.000000"}')
    return [
        Case("two-attributes", text(both), 0, 3, attribute="ripeness",
             note="the attribute with the latest date is taken, and the choice is said"),
        Case("two-attributes-older-last", text(older), 0, 3, attribute=ATTRIBUTE,
             note="the date decides, not the place in the line"),
        Case("two-attributes-stopped", text(stopped), 0, 2, ("unlabelled",), attribute="ripeness",
             note="the first line lacks the attribute that is taken"),
        Case("classes-and-boxes", text(line(n, extra=boxes) for n in range(1, 4)), 0, 3,
             attribute=ATTRIBUTE, note="an older pair of another task type beside the classes"),
        Case("two-jobs", text(again), 0, 3, ("several-jobs",),
             note="one attribute, continued by a second job"),
    ]


def cases():
    """All of them."""
    user_keys = (',"source-ref-metadata":{"camera":"left","class-name":"none"},'
                 '"annotator-metadata":"team 2","metadata":{"batch":7},"weight":0.31')
    plain = (f'{{"source":"The plums were ripe.","mood":"1","mood-metadata":{{'
             f'{metadata(1, name=quoted("positive"), kind=quoted("groundtruth/text-classification"))}}}}}')
    return chained() + [
        Case("failed-lines", text([line(1), failed(2), line(3), failed(4)]), 0, 2, ("failed",),
             note="counted as failed, with the reason"),
        Case("all-failed", text([failed(1), failed(2)]), 2, 0, ("failed",),
             note="no label at all, and every line says why"),
        Case("machine-and-human",
             text(named(n, "pear" if n % 3 else "plum", 1 if n % 3 else 2,
                        human='"no"' if n % 2 else '"yes"') for n in range(1, 13)), 0, 12,
             note="six labels of each source"),
        Case("user-keys", text(line(n, extra=user_keys) for n in range(1, 4)), 0, 3,
             attribute=ATTRIBUTE, note="the keys of the input manifest are no label attributes"),
        Case("text-job", text([plain, plain.replace("ripe", "sour")]), 2, 0, ("other-task-type",),
             ("no-source-ref",), "texts, not images"),
    ]
