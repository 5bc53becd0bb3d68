#include <stdlib.h>

int get_command(char *buffer, int size);

int main(void)
{
    char command[64];
    if (get_command(command, sizeof command))
        return system(command);
    return system("ls");
}

int get_command(char *buffer, int size)
{
    buffer[0] = size > 0 ? '\0' : 'x';
    return 0;
}
