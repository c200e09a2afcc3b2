/* A locale whose numbers have a decimal comma, for tests that nothing of the library minds it. */
#ifndef BASE_COMMA_LOCALE_H
#define BASE_COMMA_LOCALE_H

#include <stdbool.h>

/* Sets it, from those installed or one made on the spot; false when the system has no means for that. */
bool comma_locale_enter(void);
void comma_locale_leave(void); /* back to "C" */

#endif
