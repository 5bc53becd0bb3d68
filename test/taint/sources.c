// Where untrusted text comes in, each source beside a use of it that brings none.
// RUN: %expect %s --ignore StringLength --checker CommandInjection
// RUN: %expect %s --ignore StringLength --checker SqlInjection --modes compile-O2,analyze-default -- -DSINK_SQL
// RUN: %expect %s --ignore StringLength --checker FormatString --modes compile-O2,analyze-default -- -DSINK_FORMAT -Wno-format-security
#define _GNU_SOURCE
#include "Inputs/flow.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netdb.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <wchar.h>

// ---- Environment --------------------------------------------------------------------------------

void environment(void)
{
    char *text = getenv("PAGER");
    if (text)
        SINK(text); // expect: FLOW
}

void environment_secure(void)
{
    char *text = secure_getenv("PAGER");
    if (text)
        SINK(text); // expect: FLOW
}

void environment_tested(void)
{
    if (getenv("PAGER"))
        SINK("less");
}

void environment_set(const char *value)
{
    if (setenv("PAGER", value, 1) == 0)
        SINK("less");
}

extern char **environ;

void environment_vector(void)
{
    if (environ && environ[0])
        SINK(environ[0]); // expect: FLOW
}

void environment_walked(void)
{
    for (char **at = environ; *at; at++)
        SINK(*at); // expect: FLOW
}

void environment_walked_safe(void)
{
    for (char **at = environ; *at; at++)
        SINK("fixed");
}

// ---- Arguments ----------------------------------------------------------------------------------

void option(int argc, char **argv)
{
    int c;
    while ((c = getopt(argc, argv, "f:v")) != -1) {
        switch (c) {
        case 'f':
            SINK(optarg); // expect: FLOW
            break;
        case 'v':
            SINK("fixed");
            break;
        }
    }
}

void option_kept(int argc, char **argv)
{
    const char *file = NULL, *mode = "fixed";
    int c;
    while ((c = getopt(argc, argv, "f:v")) != -1) {
        if (c == 'f')
            file = optarg;
        else if (c == 'v')
            mode = "verbose";
    }
    if (file)
        SINK(file); // expect: FLOW
    SINK(mode);
}

void option_long(int argc, char **argv)
{
    static const struct option options[] = {{"file", required_argument, NULL, 'f'}, {0}};
    if (getopt_long(argc, argv, "f:", options, NULL) == 'f')
        SINK(optarg); // expect: FLOW
}

void option_number(int argc, char **argv)
{
    char command[LINE];
    if (getopt(argc, argv, "n:") == 'n') {
        snprintf(command, sizeof command, "head -n %d", atoi(optarg));
        SINK(command);
    }
}

void program_name(void)
{
    SINK(program_invocation_name); // expect: FLOW
}

// ---- Standard input -----------------------------------------------------------------------------

void stdin_fgets(void)
{
    char line[LINE];
    if (fgets(line, sizeof line, stdin))
        SINK(line); // expect: FLOW
}

void stdin_fgets_safe(void)
{
    char line[LINE], other[LINE] = "fixed";
    if (fgets(line, sizeof line, stdin))
        SINK(other);
}

void stdin_fgets_loop(void)
{
    char line[LINE];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        SINK(line); // expect: FLOW
    }
}

void stdin_fgets_result(void)
{
    char line[LINE];
    char *text = fgets(line, sizeof line, stdin);
    if (text)
        SINK(text); // expect: FLOW
}

char *gets(char *);

void stdin_gets(void)
{
    char line[LINE];
    if (gets(line))
        SINK(line); // expect: FLOW
}

void stdin_getline(void)
{
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0)
        SINK(line); // expect: FLOW
    free(line);
}

void stdin_getline_safe(void)
{
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0)
        SINK("fixed");
    free(line);
}

void stdin_getdelim(void)
{
    char *line = NULL;
    size_t size = 0;
    if (getdelim(&line, &size, '\0', stdin) > 0)
        SINK(line); // expect: FLOW
    free(line);
}

void stdin_getchar(void)
{
    char line[LINE];
    size_t n = 0;
    int c;
    while ((c = getchar()) != EOF && n < sizeof line - 1)
        line[n++] = (char)c;
    line[n] = '\0';
    SINK(line); // expect: FLOW
}

void stdin_getchar_safe(void)
{
    char line[LINE];
    size_t n = 0;
    int c;
    while ((c = getchar()) != EOF && n < sizeof line - 1)
        line[n++] = '.';
    line[n] = '\0';
    SINK(line);
}

void stdin_getc(void)
{
    char line[2] = "";
    int c = getc(stdin);
    if (c == EOF)
        return;
    line[0] = (char)c;
    SINK(line); // expect: FLOW
}

void stdin_fread(void)
{
    char line[LINE];
    size_t n = fread(line, 1, sizeof line - 1, stdin);
    line[n] = '\0';
    SINK(line); // expect: FLOW
}

void stdin_fread_safe(void)
{
    char line[LINE];
    size_t n = fread(line, 1, sizeof line - 1, stdin);
    strcpy(line, "fixed");
    if (n)
        SINK(line);
}

void stdin_scanf(void)
{
    char word[LINE];
    if (scanf("%127s", word) == 1)
        SINK(word); // expect: FLOW
}

void stdin_scanf_set(void)
{
    char word[LINE], number[LINE];
    if (scanf("%127[^\n]", word) == 1)
        SINK(word); // expect: FLOW
    strcpy(number, "fixed");
    if (scanf("%*s %127[0-9a-z]", word) == 1)
        SINK(number);
}

void stdin_scanf_allocated(void)
{
    char *word = NULL;
    if (scanf("%ms", &word) == 1)
        SINK(word); // expect: FLOW
    free(word);
}

void stdin_scanf_number(void)
{
    char command[LINE];
    int n;
    if (scanf("%d", &n) == 1) {
        snprintf(command, sizeof command, "head -n %d", n);
        SINK(command);
    }
}

void stdin_read(void)
{
    char line[LINE];
    ssize_t n = read(STDIN_FILENO, line, sizeof line - 1);
    if (n <= 0)
        return;
    line[n] = '\0';
    SINK(line); // expect: FLOW
}

void stdin_read_safe(void)
{
    char line[LINE];
    if (read(STDIN_FILENO, line, sizeof line - 1) <= 0)
        return;
    line[0] = '\0';
    SINK(line);
}

void stdin_password(void)
{
    char *text = getpass("Password: ");
    if (text)
        SINK(text); // expect: FLOW
}

// ---- Files --------------------------------------------------------------------------------------

void file_fopen(const char *path)
{
    char line[LINE];
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    if (fgets(line, sizeof line, file))
        SINK(line); // expect: FLOW
    fclose(file);
}

void file_fopen_safe(const char *path)
{
    char line[LINE];
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    if (fgets(line, sizeof line, file))
        SINK("fixed");
    fclose(file);
}

void file_fscanf(FILE *file)
{
    char word[LINE];
    int n;
    if (fscanf(file, "%d %127s", &n, word) == 2)
        SINK(word); // expect: FLOW
}

void file_fgetc(FILE *file)
{
    char word[LINE];
    int c, n = 0;
    while ((c = fgetc(file)) != EOF && c != '\n' && n < LINE - 1)
        word[n++] = (char)c;
    word[n] = '\0';
    SINK(word); // expect: FLOW
}

void file_open(const char *path)
{
    char line[LINE];
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return;
    ssize_t n = read(fd, line, sizeof line - 1);
    if (n > 0) {
        line[n] = '\0';
        SINK(line); // expect: FLOW
    }
    close(fd);
}

void file_open_written(const char *path)
{
    char line[LINE] = "fixed";
    int fd = open(path, O_WRONLY);
    if (fd < 0)
        return;
    ssize_t n = write(fd, line, sizeof line - 1);
    if (n > 0)
        SINK(line);
    close(fd);
}

void file_pread(int fd)
{
    char line[LINE];
    ssize_t n = pread(fd, line, sizeof line - 1, 0);
    if (n > 0)
        SINK(line); // expect: FLOW
}

void file_mapped(int fd)
{
    char *text = mmap(NULL, LINE, PROT_READ, MAP_PRIVATE, fd, 0);
    if (text != MAP_FAILED)
        SINK(text); // expect: FLOW
}

void file_mapped_safe(void)
{
    char *text = mmap(NULL, LINE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (text != MAP_FAILED)
        SINK(text);
}

// ---- Network ------------------------------------------------------------------------------------

void network_recv(int peer)
{
    char line[LINE];
    ssize_t n = recv(peer, line, sizeof line - 1, 0);
    if (n > 0) {
        line[n] = '\0';
        SINK(line); // expect: FLOW
    }
}

void network_send(int peer)
{
    char line[LINE] = "fixed";
    if (send(peer, line, strlen(line), 0) > 0)
        SINK(line);
}

void network_recvfrom(int peer)
{
    char line[LINE];
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    ssize_t n = recvfrom(peer, line, sizeof line - 1, 0, (struct sockaddr *)&address, &size);
    if (n > 0) {
        line[n] = '\0';
        SINK(line); // expect: FLOW
    }
}

void network_read(void)
{
    char line[LINE];
    int peer = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t n = read(peer, line, sizeof line - 1);
    if (n > 0) {
        line[n] = '\0';
        SINK(line); // expect: FLOW
    }
    close(peer);
}

void network_accepted(int listener)
{
    char line[LINE];
    int peer = accept(listener, NULL, NULL);
    if (peer < 0)
        return;
    FILE *stream = fdopen(peer, "r");
    if (stream && fgets(line, sizeof line, stream))
        SINK(line); // expect: FLOW
}

void network_address(int listener)
{
    char command[LINE];
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    int peer = accept(listener, (struct sockaddr *)&address, &size);
    if (peer < 0)
        return;
    snprintf(command, sizeof command, "block %s", inet_ntoa(address.sin_addr));
    SINK(command);
}

void network_recvmsg(int peer)
{
    char line[LINE];
    struct iovec vector = {line, sizeof line - 1};
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1};
    ssize_t n = recvmsg(peer, &message, 0);
    if (n > 0) {
        line[n] = '\0';
        SINK(line); // expect: FLOW
    }
}

// Beside the buffers nothing is filled.
void network_recvmsg_beside(int peer)
{
    char line[LINE], other[LINE] = "date";
    struct iovec vector = {line, sizeof line - 1};
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1};
    if (recvmsg(peer, &message, 0) > 0)
        SINK(other);
}

void network_readv(int peer)
{
    char head[8], line[LINE];
    struct iovec vectors[2] = {{head, sizeof head}, {line, sizeof line - 1}};
    ssize_t n = readv(peer, vectors, 2);
    if (n > (ssize_t)sizeof head) {
        line[n - (ssize_t)sizeof head] = '\0';
        SINK(line); // expect: FLOW
    }
}

// One vector of the two is asked for.
void network_readv_one(int peer)
{
    char head[8], line[LINE] = "date";
    struct iovec vectors[2] = {{head, sizeof head}, {line, sizeof line - 1}};
    if (readv(peer, vectors, 1) > 0)
        SINK(line);
}

// ---- Name service -------------------------------------------------------------------------------

void dns_gethostbyname(const char *name)
{
    struct hostent *host = gethostbyname(name);
    if (host)
        SINK(host->h_name); // expect: FLOW
}

void dns_gethostbyname_address(const char *name)
{
    char command[LINE];
    struct hostent *host = gethostbyname(name);
    if (!host)
        return;
    snprintf(command, sizeof command, "ping -c %d localhost", host->h_length);
    SINK(command);
}

void dns_gethostbyaddr(const struct in_addr *address)
{
    struct hostent *host = gethostbyaddr(address, sizeof *address, AF_INET);
    if (host)
        SINK(host->h_name); // expect: FLOW
}

void dns_getnameinfo(const struct sockaddr *address, socklen_t size)
{
    char host[NI_MAXHOST];
    if (getnameinfo(address, size, host, sizeof host, NULL, 0, 0) == 0)
        SINK(host); // expect: FLOW
}

void dns_canonical(const char *name)
{
    struct addrinfo *found;
    if (getaddrinfo(name, NULL, NULL, &found) != 0)
        return;
    if (found->ai_canonname)
        SINK(found->ai_canonname); // expect: FLOW
    freeaddrinfo(found);
}

// ---- Other processes ----------------------------------------------------------------------------

void process_popen(void)
{
    char line[LINE];
    FILE *pipe = popen("hostname", "r");
    if (!pipe)
        return;
    if (fgets(line, sizeof line, pipe))
        SINK(line); // expect: FLOW
    pclose(pipe);
}

void process_popen_safe(void)
{
    char line[LINE] = "fixed";
    FILE *pipe = popen("mail", "w");
    if (!pipe)
        return;
    if (fputs(line, pipe) >= 0)
        SINK(line);
    pclose(pipe);
}

void process_pipe(void)
{
    char line[LINE];
    int ends[2];
    if (pipe(ends) != 0)
        return;
    ssize_t n = read(ends[0], line, sizeof line - 1);
    if (n > 0) {
        line[n] = '\0';
        SINK(line); // expect: FLOW
    }
}

// ---- Names in the file system -------------------------------------------------------------------

void name_readdir(DIR *directory)
{
    struct dirent *entry;
    while ((entry = readdir(directory)) != NULL)
        SINK(entry->d_name); // expect: FLOW
}

void name_readdir_safe(DIR *directory)
{
    struct dirent *entry;
    while ((entry = readdir(directory)) != NULL)
        SINK("fixed");
}

void name_readlink(const char *path)
{
    char target[LINE];
    ssize_t n = readlink(path, target, sizeof target - 1);
    if (n < 0)
        return;
    target[n] = '\0';
    SINK(target); // expect: FLOW
}

void name_getcwd(void)
{
    char folder[LINE];
    if (getcwd(folder, sizeof folder))
        SINK(folder); // expect: FLOW
}

void name_attribute(const char *path)
{
    char value[LINE];
    if (getxattr(path, "user.mime", value, sizeof value) > 0)
        SINK(value); // expect: FLOW
}

void name_made(void)
{
    char path[] = "/tmp/fileXXXXXX";
    if (mkstemp(path) >= 0)
        SINK(path);
}
