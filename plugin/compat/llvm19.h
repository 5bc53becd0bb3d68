#include "llvm16.h"
