/* Why a request is refused. */
#ifndef LETTERBOX_REASONS_H
#define LETTERBOX_REASONS_H

enum reason {
    REASON_NONE,
    REASON_NAME,
    REASON_TRAVERSAL,
    REASON_HIDDEN,
    REASON_LENGTH,
    REASON_QUOTA,
    REASON_EXISTS,
    REASON_DISK,
    REASON_TOKEN_FORM,
    REASON_SIGNATURE,
    REASON_REPLAYED,
    REASON_STALE,
    REASON_NO_TOKEN,
    REASON_COUNT
};

const char *reason_text(enum reason reason);

#endif
