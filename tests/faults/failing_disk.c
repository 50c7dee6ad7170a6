/* Lets calls that bring data to the disk fail: the one after `fail_in` more of them, and with `fail_on` all after it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

int fail_in = 0;
int fail_on = 0;

static int fails(void) {
    if (fail_in < 0) { errno = EIO; return 1; }
    if (fail_in > 0 && --fail_in == 0) {
        if (fail_on) fail_in = -1;
        errno = EIO;
        return 1;
    }
    return 0;
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return fails() ? -1 : real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return fails() ? -1 : real(file);
}

int ftruncate(int file, off_t size) {
    static int (*real)(int, off_t);
    if (!real) real = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate");
    return fails() ? -1 : real(file, size);
}

int ftruncate64(int file, off_t size) {
    static int (*real)(int, off_t);
    if (!real) real = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate64");
    return fails() ? -1 : real(file, size);
}
