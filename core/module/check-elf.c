/* check-elf.c: is this file a whole shared object for this machine?
 *
 * dlopen() maps what the headers promise: where the file is shorter than that, the
 * program dies of SIGBUS. So the promise is read first.
 *
 * The ELF format: elf(5).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loader-private.h"
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE EM_X86_64
#elif defined(__aarch64__)
#define MACHINE EM_AARCH64
#elif defined(__riscv)
#define MACHINE EM_RISCV
#elif defined(__powerpc64__)
#define MACHINE EM_PPC64
#else
#define MACHINE EM_NONE /* dlopen() will tell */
#endif
#define CLASS (sizeof (void *) == 8 ? ELFCLASS64 : ELFCLASS32)
#define DATA (G_BYTE_ORDER == G_LITTLE_ENDIAN ? ELFDATA2LSB : ELFDATA2MSB)

static bool
read_at (int fd, void *to, size_t n, uint64_t offset)
{
  return offset <= INT64_MAX && pread (fd, to, n, (off_t) offset) == (ssize_t) n;
}

/* NULL, or what is wrong. */
static const char *
elf_fault (int fd, uint64_t size)
{
  static const char cut[] = "it is cut short: its file ends before its segments do";
  ElfW (Ehdr) head;
  if (!read_at (fd, &head, sizeof head, 0) || memcmp (head.e_ident, ELFMAG, SELFMAG) != 0)
    return "it is no ELF file";
  if (head.e_ident[EI_CLASS] != CLASS || head.e_ident[EI_DATA] != DATA
      || (MACHINE != EM_NONE && head.e_machine != MACHINE))
    return "it is made for another kind of machine";
  if (head.e_type != ET_DYN)
    return "it is no shared object (build it with -shared)";
  if (head.e_phentsize != sizeof (ElfW (Phdr)))
    return "its ELF header is damaged";
  for (unsigned i = 0; i < head.e_phnum; i++)
    {
      ElfW (Phdr) segment;
      if (!read_at (fd, &segment, sizeof segment, head.e_phoff + i * sizeof segment))
        return cut;
      if (segment.p_type == PT_LOAD && (segment.p_offset > size || segment.p_filesz > size - segment.p_offset))
        return cut;
    }
  return NULL;
}

bool
rg_loader_check_elf (const char *path, const char *real, GError **error)
{
  struct stat st;
  int fd = open (real, O_RDONLY | O_CLOEXEC);
  const char *fault = fd < 0 || fstat (fd, &st) != 0 ? g_strerror (errno) : elf_fault (fd, (uint64_t) st.st_size);
  if (fd >= 0)
    close (fd);
  if (fault)
    g_set_error (error, RG_ERROR, RG_ERROR_MODULE, "%s was rejected: %s", path, fault);
  return fault == NULL;
}
