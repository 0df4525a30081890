/* Drives an office from a second process, over connections that stay open, and prints how long replies took.
 *
 *   load PORT SECONDS SEED STREAM...
 *   STREAM = name,kind,rate,connections,token,file
 *
 * Kinds:
 *   get   open loop: paths of `file` in turn
 *   save  open loop: lines `stage <TAB> version <TAB> body` of `file`; PUT of the form with the version seen last, which is kept in `file.versions`
 *   loop  closed loop: each connection asks for the paths of `file` as soon as it has its reply; rate is not looked at
 *
 * Open loops follow a seeded Poisson process of `rate` a second. Latency counts from the moment a request was due, not from when a connection was
 * free for it, so a server that stalls is charged for everybody who waits. One line a stream:
 *   name, due, answered well, refused, p50, p99, max in ms, bytes of a reply; then a line with the generator's own processor time and how late it was.
 * Only loopback. No libraries beside the system's.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MAX_STREAMS 8
#define MAX_WAITING 65536

typedef struct { char *key, **bodies; size_t *lengths; int count, turn, busy; long version; } Stage;

typedef struct Stream Stream;
typedef struct {
    int fd, busy;
    Stream *stream;
    double due;
    Stage *stage;
    char *out;
    size_t outLength, sent;
    char *in;
    size_t inLength, inSize;
} Connection;

struct Stream {
    char *name, *kind, *token, *file;
    double rate, next, late;
    int connectionCount;
    Connection *connections;
    char **paths;
    int pathCount, turn;
    Stage *stages;
    int stageCount;
    /* Due times that found no connection free. */
    double waiting[MAX_WAITING];
    int head, tail;
    double *times;
    size_t count, size;
    long due, well, refused;
    double bytes;
    uint64_t random;
};

static Stream streams[MAX_STREAMS];
static int streamCount, port, epoll;
static double started, ends;

static void fail(const char *what) { perror(what); exit(70); }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static double gap(Stream *s) {
    s->random += 0x9E3779B97F4A7C15u;
    uint64_t z = s->random;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return -log(((z >> 11) + 1) / 9007199254740993.0) / s->rate;
}

static void readLines(Stream *s) {
    FILE *file = fopen(s->file, "r");
    if (!file) fail(s->file);
    int isSave = !strcmp(s->kind, "save");
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    int room = 0;
    while ((length = getline(&line, &size, file)) > 0) {
        if (line[length - 1] == '\n') line[--length] = 0;
        if (!isSave) {
            if (s->pathCount == room) s->paths = realloc(s->paths, (room = room * 2 + 16) * sizeof *s->paths);
            s->paths[s->pathCount++] = strdup(line);
            continue;
        }
        char *version = strchr(line, '\t'), *body = strchr(version + 1, '\t');
        *version++ = 0, *body++ = 0;
        Stage *stage = s->stageCount ? &s->stages[s->stageCount - 1] : NULL;
        if (!stage || strcmp(stage->key, line)) {
            if (s->stageCount == room) s->stages = realloc(s->stages, (room = room * 2 + 16) * sizeof *s->stages);
            stage = &s->stages[s->stageCount++];
            *stage = (Stage){.key = strdup(line), .version = atol(version)};
        }
        stage->bodies = realloc(stage->bodies, (stage->count + 1) * sizeof *stage->bodies);
        stage->lengths = realloc(stage->lengths, (stage->count + 1) * sizeof *stage->lengths);
        stage->bodies[stage->count] = strdup(body);
        stage->lengths[stage->count++] = strlen(body);
    }
    fclose(file);
    if (!isSave) return;
    char path[4096], key[64];
    long version;
    snprintf(path, sizeof path, "%s.versions", s->file);
    if (!(file = fopen(path, "r"))) return;
    for (int i = 0; i < s->stageCount && fscanf(file, "%63s %ld", key, &version) == 2; i++)
        if (!strcmp(key, s->stages[i].key)) s->stages[i].version = version;
    fclose(file);
}

static void keepVersions(Stream *s) {
    char path[4096];
    snprintf(path, sizeof path, "%s.versions", s->file);
    FILE *file = fopen(path, "w");
    if (!file) fail(path);
    for (int i = 0; i < s->stageCount; i++) fprintf(file, "%s %ld\n", s->stages[i].key, s->stages[i].version);
    fclose(file);
}

static void join(Connection *c) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof address)) fail("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event)) fail("epoll");
}

static void push(Connection *c) {
    while (c->sent < c->outLength) {
        ssize_t count = write(c->fd, c->out + c->sent, c->outLength - c->sent);
        if (count < 0 && errno == EAGAIN) break;
        if (count < 0) fail("write");
        c->sent += count;
    }
    struct epoll_event event = {.events = EPOLLIN | (c->sent < c->outLength ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event);
}

static void ask(Connection *c, double due) {
    Stream *s = c->stream;
    char authorization[512] = "";
    if (*s->token) snprintf(authorization, sizeof authorization, "Authorization: Bearer %s\r\n", s->token);
    free(c->out);
    c->stage = NULL;
    if (s->stageCount) {
        /* A stage whose last save is still on its way has no version yet. */
        Stage *stage = NULL;
        for (int tries = 0; tries < s->stageCount && (!stage || stage->busy); tries++) stage = &s->stages[s->turn++ % s->stageCount];
        stage->busy = 1;
        c->stage = stage;
        int body = stage->turn++ % stage->count;
        char *out = malloc(stage->lengths[body] + 1024);
        int head = sprintf(out, "PUT /api/v1/stages/%s/form HTTP/1.1\r\nHost: localhost\r\n%sIf-Match: \"%ld\"\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
            stage->key, authorization, stage->version, stage->lengths[body]);
        memcpy(out + head, stage->bodies[body], stage->lengths[body]);
        c->out = out, c->outLength = head + stage->lengths[body];
    } else {
        int length = asprintf(&c->out, "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", s->paths[s->turn++ % s->pathCount], authorization);
        if (length < 0) fail("memory");
        c->outLength = length;
    }
    c->sent = c->inLength = 0, c->busy = 1, c->due = due;
    push(c);
}

static Connection *idle(Stream *s) {
    for (int i = 0; i < s->connectionCount; i++) if (!s->connections[i].busy) return &s->connections[i];
    return NULL;
}

static void answered(Connection *c, int status, const char *head, size_t bytes) {
    Stream *s = c->stream;
    double at = now();
    if (s->count == s->size) s->times = realloc(s->times, (s->size = s->size * 2 + 1024) * sizeof *s->times);
    s->times[s->count++] = at - c->due;
    s->bytes += bytes;
    if (status == 200) s->well++; else if (s->refused++ < 3) fprintf(stderr, "%s: %.*s\n", s->name, 600, c->in);
    c->busy = 0;
    if (c->stage) {
        const char *tag = strcasestr(head, "\r\netag: \"");
        if (tag && status == 200) c->stage->version = atol(tag + 9);
        c->stage->busy = 0;
    }
    if (!strcmp(s->kind, "loop")) {
        if (at < ends) s->due++, ask(c, at);
    } else if (s->head != s->tail) {
        ask(c, s->waiting[s->head++ % MAX_WAITING]);
    }
}

static void pull(Connection *c) {
    for (;;) {
        if (c->inSize - c->inLength < 65536) c->in = realloc(c->in, c->inSize = c->inSize * 2 + 131072);
        ssize_t count = read(c->fd, c->in + c->inLength, c->inSize - c->inLength - 1);
        if (count < 0 && errno == EAGAIN) return;
        if (count <= 0) { fprintf(stderr, "%s: the server closed a connection\n", c->stream->name); exit(70); }
        c->inLength += count;
        c->in[c->inLength] = 0;
        char *end = strstr(c->in, "\r\n\r\n");
        if (!end) continue;
        *end = 0;
        char *length = strcasestr(c->in, "\r\ncontent-length: ");
        if (!length) { fprintf(stderr, "no length in: %s\n", c->in); exit(70); }
        size_t bytes = strtoul(length + 18, NULL, 10);
        int whole = c->inLength >= (size_t)(end - c->in) + 4 + bytes;
        if (whole) { answered(c, atoi(c->in + 9), c->in, bytes); return; }
        *end = '\r';
    }
}

static int compare(const void *a, const void *b) { double d = *(double *)a - *(double *)b; return d < 0 ? -1 : d > 0; }

int main(int count, char **words) {
    if (count < 5) { fprintf(stderr, "usage: load PORT SECONDS SEED name,kind,rate,connections,token,file...\n"); return 64; }
    port = atoi(words[1]);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 4; i < count && streamCount < MAX_STREAMS; i++) {
        Stream *s = &streams[streamCount++];
        char *word = words[i];
        s->name = strsep(&word, ","), s->kind = strsep(&word, ","), s->rate = atof(strsep(&word, ",")), s->connectionCount = atoi(strsep(&word, ","));
        s->token = strsep(&word, ","), s->file = word;
        s->random = strtoull(words[3], NULL, 10) * 1000003 + i;
        readLines(s);
        s->connections = calloc(s->connectionCount, sizeof *s->connections);
        for (int j = 0; j < s->connectionCount; j++) s->connections[j].stream = s, join(&s->connections[j]);
    }
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &event);
    started = now(), ends = started + atof(words[2]);
    for (int i = 0; i < streamCount; i++) {
        Stream *s = &streams[i];
        s->next = started + (strcmp(s->kind, "loop") ? gap(s) : 1e9);
        if (!strcmp(s->kind, "loop")) for (int j = 0; j < s->connectionCount; j++) s->due++, ask(&s->connections[j], now());
    }
    for (;;) {
        double at = now(), next = ends;
        int open = 0;
        for (int i = 0; i < streamCount; i++) {
            Stream *s = &streams[i];
            while (s->next <= at && s->next < ends) {
                Connection *c = idle(s);
                s->due++;
                if (c && s->head == s->tail) {
                    if (at - s->next > s->late) s->late = at - s->next;
                    ask(c, s->next);
                } else {
                    if (s->tail - s->head >= MAX_WAITING) { fprintf(stderr, "%s: too many wait\n", s->name); return 70; }
                    s->waiting[s->tail++ % MAX_WAITING] = s->next;
                }
                s->next += gap(s);
            }
            if (s->next < next) next = s->next;
            for (int j = 0; j < s->connectionCount; j++) open += s->connections[j].busy;
            open += s->tail - s->head;
        }
        if (at >= ends && !open) break;
        if (at > ends + 120) { fprintf(stderr, "no answer for two minutes\n"); return 70; }
        double wait = at >= ends ? 0.05 : next - now();
        if (wait < 1e-6) wait = 1e-6;
        struct itimerspec set = {.it_value = {.tv_sec = (time_t)wait, .tv_nsec = (long)((wait - (time_t)wait) * 1e9)}};
        timerfd_settime(timer, 0, &set, NULL);
        struct epoll_event events[64];
        int ready = epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < ready; i++) {
            Connection *c = events[i].data.ptr;
            if (!c) { uint64_t ticks; (void)!read(timer, &ticks, sizeof ticks); continue; }
            if (events[i].events & EPOLLOUT) push(c);
            if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) pull(c);
        }
    }
    double took = now() - started, late = 0;
    for (int i = 0; i < streamCount; i++) {
        Stream *s = &streams[i];
        qsort(s->times, s->count, sizeof *s->times, compare);
        double p50 = s->count ? s->times[s->count / 2] : 0, p99 = s->count ? s->times[(size_t)(s->count * 0.99)] : 0, most = s->count ? s->times[s->count - 1] : 0;
        printf("%s\t%ld\t%ld\t%ld\t%.3f\t%.3f\t%.3f\t%.0f\t%.1f\n", s->name, s->due, s->well, s->refused, p50 * 1e3, p99 * 1e3, most * 1e3, s->count ? s->bytes / s->count : 0, s->count / took);
        if (s->late > late) late = s->late;
        if (s->stageCount) keepVersions(s);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("generator\t%.3f\t%.3f\t%.3f\n", took, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6, late * 1e3);
    return 0;
}
