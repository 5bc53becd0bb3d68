#include "three.h"

int main(int count, char **words) {
    (void)words;
    three();
    return count;
}
