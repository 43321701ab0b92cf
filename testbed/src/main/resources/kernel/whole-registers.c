/*
 * Goes before user-mode Linux up to 6.1 (LD_PRELOAD), which knows the registers of a processor up to a certain size and hands
 * back as many. The kernel below takes all or none: what is missing at the end, the tiles of AMX, is put back as it is.
 */
enum { PEEK_FIRST = 1, PEEK_LAST = 3, GET_SET = 0x4204, SET_SET = 0x4205, EXTENDED = 0x202, NUMBER = 101, ENOUGH = 65536 };

struct piece {
    char *start;
    unsigned long size;
};

extern long syscall(long number, ...);
extern int *__errno_location(void);

static char all[ENOUGH];

static long put_back(int process, long set, const struct piece *known) {
    struct piece whole = {all, sizeof all};
    long answer = syscall(NUMBER, GET_SET, process, set, &whole);
    if (answer < 0) return answer;
    if (known->size > whole.size) return syscall(NUMBER, SET_SET, process, set, known);
    for (unsigned long i = 0; i < known->size; i++) all[i] = known->start[i];
    return syscall(NUMBER, SET_SET, process, set, &whole);
}

long ptrace(int request, int process, long address, void *data) {
    if (request == SET_SET && address == EXTENDED) return put_back(process, address, data);
    if (request < PEEK_FIRST || request > PEEK_LAST) return syscall(NUMBER, request, process, address, data);
    long word = 0;
    if (syscall(NUMBER, request, process, address, &word) < 0) return -1;
    *__errno_location() = 0;
    return word;
}
