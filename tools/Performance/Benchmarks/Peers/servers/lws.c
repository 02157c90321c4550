/* libwebsockets, doing what PeerProtocol.cs says: cc -O2 -o lws-peer lws.c -lwebsockets -lpthread */
#include <libwebsockets.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SIZE 64
#define PERIOD 1000 /* microseconds */
#define MAX_ECHO 4096

struct session {
    int echoes;
    size_t length;
    unsigned char message[LWS_PRE + MAX_ECHO];
    int64_t sent; /* the newest broadcast message that it got */
};

static int64_t newest; /* when the newest broadcast message was due */
static struct lws_context *context;
static struct lws_protocols protocols[];

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
    struct session *session = user;
    switch (reason) {
    case LWS_CALLBACK_ESTABLISHED: {
        char path[32] = "";
        lws_hdr_copy(wsi, path, sizeof path, WSI_TOKEN_GET_URI);
        session->echoes = !strcmp(path, "/echo");
        session->sent = newest;
        break;
    }
    case LWS_CALLBACK_RECEIVE:
        if (!session->echoes || session->length + len > MAX_ECHO)
            return -1;
        memcpy(session->message + LWS_PRE + session->length, in, len);
        session->length += len;
        if (lws_is_final_fragment(wsi) && !lws_remaining_packet_payload(wsi))
            lws_callback_on_writable(wsi);
        break;
    case LWS_CALLBACK_SERVER_WRITEABLE:
        if (session->echoes) {
            if (session->length && lws_write(wsi, session->message + LWS_PRE, session->length, LWS_WRITE_BINARY) < 0)
                return -1;
            session->length = 0;
        } else if (session->sent < newest) {
            unsigned char *message = session->message + LWS_PRE;
            memset(message, 0, SIZE);
            session->sent += PERIOD;
            for (int i = 0; i < 8; i++)
                message[i] = (unsigned char)(session->sent >> (8 * (7 - i)));
            if (lws_write(wsi, message, SIZE, LWS_WRITE_BINARY) < 0)
                return -1;
            if (session->sent < newest)
                lws_callback_on_writable(wsi);
        }
        break;
    case LWS_CALLBACK_RAW_RX_FILE: {
        uint64_t periods;
        if (read(lws_get_socket_fd(wsi), &periods, sizeof periods) == sizeof periods)
            newest += periods * PERIOD;
        lws_callback_on_writable_all_protocol(context, &protocols[0]);
        break;
    }
    default:
        break;
    }
    return 0;
}

static struct lws_protocols protocols[] = {
    { "peer", on_event, sizeof(struct session), MAX_ECHO, 0, NULL, 0 },
    { NULL, NULL, 0, 0, 0, NULL, 0 },
};

/* A timer of its own: that of lws_sul_schedule counts in milliseconds, and lws spins through the last one. */
static void start_broadcast(struct lws_vhost *vhost)
{
    const struct itimerspec period = { { 0, PERIOD * 1000 }, { 0, PERIOD * 1000 } };
    lws_sock_file_fd_type timer;
    timer.filefd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    newest = now_us();
    timerfd_settime(timer.filefd, 0, &period, NULL);
    lws_adopt_descriptor_vhost(vhost, LWS_ADOPT_RAW_FILE_DESC, timer, protocols[0].name, NULL);
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
    pthread_t thread;
    struct lws_context_creation_info info = { 0 };
    lws_set_log_level(LLL_ERR, NULL);
    info.port = 0;
    info.iface = "127.0.0.1";
    info.protocols = protocols;
    info.pt_serv_buf_size = 2 * MAX_ECHO; /* so that it receives a whole message at once */
    info.options = LWS_SERVER_OPTION_DISABLE_IPV6;
    context = lws_create_context(&info);
    if (!context)
        return 1;
    struct lws_vhost *vhost = lws_get_vhost_by_name(context, "default");
    printf("%d\n", lws_get_vhost_listen_port(vhost));
    fflush(stdout);
    pthread_create(&thread, NULL, end_with_input, NULL);
    if (argc > 1 && !strcmp(argv[1], "broadcast"))
        start_broadcast(vhost);
    while (lws_service(context, 0) >= 0)
        ;
    return 1;
}
