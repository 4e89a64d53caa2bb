#include "reasons.h"

#include "log.h"

static const char *const reasons[] = {
    [REASON_NONE] = "accepted",
    [REASON_NAME] = "not a good name for a letter",
    [REASON_TRAVERSAL] = "path traversal in the name of a letter",
    [REASON_HIDDEN] = "hidden files are not letters",
    [REASON_LENGTH] = "length of a letter exceeds limit",
    [REASON_QUOTA] = "quota is used up",
    [REASON_EXISTS] = "a letter of that name is waiting already",
    [REASON_DISK] = "letter cannot be written",
    [REASON_TOKEN_FORM] = "token is malformed",
    [REASON_SIGNATURE] = "token signature does not match",
    [REASON_REPLAYED] = "nonce of a token was replayed",
    [REASON_STALE] = "token is too old",
    [REASON_NO_TOKEN] = "no valid token was shown",
};

const char *reason_text(enum reason reason)
{
    if ((unsigned)reason >= REASON_COUNT)
        bug("reason code out of bounds");
    return reasons[reason];
}
