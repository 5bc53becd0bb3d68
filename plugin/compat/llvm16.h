#include "llvm15.h"
