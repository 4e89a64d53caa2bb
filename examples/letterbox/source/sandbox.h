/* The process that talks to a client gives up whatever it does not need. */
#ifndef LETTERBOX_SANDBOX_H
#define LETTERBOX_SANDBOX_H

/* Enters the sandbox and tries the walls; ends the process if one does not hold. */
void sandbox_enter(void);

#endif
