/*
 * What the broadcast of PeerProtocol.cs takes of the system, whatever server makes it: a loop of send(), and no server. cc -O2 send.c
 * Its last argument, if it is a number, is the rate, and then messages for which it is late by a period are left out, as the Host leaves
 * out readings. Else there are 1,000 a second, and all are sent, however late, as servers of the comparison do.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SIZE 64
#define RATE 1000
#define ACCEPT_TIME 20000 /* microseconds from one look for new viewers to the next */
#define MAX_VIEWERS 64

static int viewers[MAX_VIEWERS];
static int count;

static long long now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void wait_until(long long microseconds)
{
    const struct timespec t = { microseconds / 1000000, microseconds % 1000000 * 1000 };
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

/* Every client of the comparison sends the same key, RFC 6455's own, and little enough to be there whole. */
static void add_viewer(int socket)
{
    static const char head[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    char request[1024];
    if (count < MAX_VIEWERS && recv(socket, request, sizeof request, 0) > 0
        && send(socket, head, sizeof head - 1, MSG_NOSIGNAL) == sizeof head - 1)
        viewers[count++] = socket;
    else
        close(socket);
}

static void broadcast(long long due)
{
    unsigned char frame[2 + SIZE] = { 0x82, SIZE };
    for (int i = 0; i < 8; i++)
        frame[2 + i] = (unsigned char)(due >> (8 * (7 - i)));
    for (int i = 0; i < count; i++)
        if (send(viewers[i], frame, sizeof frame, MSG_DONTWAIT | MSG_NOSIGNAL) != sizeof frame) {
            close(viewers[i]);
            viewers[i--] = viewers[--count];
        }
}

static void *end_with_input(void *unused)
{
    char byte;
    while (read(0, &byte, 1) > 0)
        ;
    _exit(0);
    return unused;
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t length = sizeof address;
    const int yes = 1;
    pthread_t thread;
    const int rate = argc > 1 ? atoi(argv[argc - 1]) : 0;
    const int period = 1000000 / (rate > 0 ? rate : RATE);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, MAX_VIEWERS)
        || getsockname(listener, (struct sockaddr *)&address, &length))
        return 1;
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    pthread_create(&thread, NULL, end_with_input, NULL);
    long long look = 0;
    for (long long due = now_us();; due += period) {
        int socket;
        wait_until(due);
        if (rate > 0)
            due += (now_us() - due) / period * period;
        if (due >= look) {
            look = due + ACCEPT_TIME;
            while ((socket = accept(listener, NULL, NULL)) >= 0)
                add_viewer(socket);
        }
        broadcast(due);
    }
}
