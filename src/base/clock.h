#ifndef CXI_CLOCK_H
#define CXI_CLOCK_H

double cxi_seconds(void); /* of a clock that only goes forwards */

#endif
