/*
 * The transition system of lostedge.engine.model in Promela: N CPUs that call each other, without softirqs, with
 * clock interrupts that recur. One option of a process is one microstep of one CPU; a state is exactly what the model
 * keeps, so an exhaustive search without reduction must find as many states and transitions as "lostedge check".
 *
 * Set with -D, each as in "lostedge check":
 *   N         CPUs, 2 to 4
 *   HARDWARE  0 lost-in-entint, 1 lost-at-ipl7, 2 latched
 *   POLL      0 off, 1 on                 INNER      0 outer bracket, 1 inner
 *   LOCK      0 none, 1 spin, 2 trylock   DRAIN_OFF  0 drain reads with interrupts on, 1 off
 *   CALLERS   1 irqs-on, 2 irqs-off, 3 both
 *   WAITING   1 on, 2 off, 3 both         UNLOCKED   1 some callers bypass the lock
 *   RELEASE   defined: in every state, see whether a fixed schedule of steps that must happen makes the machine
 *             quiescent; a failed assertion is a state it does not.
 */
#ifndef N
#define N 3
#endif
#ifndef HARDWARE
#define HARDWARE 0
#endif
#ifndef POLL
#define POLL 0
#endif
#ifndef INNER
#define INNER 0
#endif
#ifndef LOCK
#define LOCK 0
#endif
#ifndef DRAIN_OFF
#define DRAIN_OFF 0
#endif
#ifndef CALLERS
#define CALLERS 1
#endif
#ifndef WAITING
#define WAITING 1
#endif
#ifndef UNLOCKED
#define UNLOCKED 0
#endif

/* How far a send has come. */
#define IDLE 0
#define TRY_LOCK 1
#define DRAIN_READ 2
#define DRAIN_SAVE 3
#define DRAIN_RESTORE 4
#define ENQUEUE 5
#define SET_BITS 6
#define WRIPIR 7
#define WAIT 8
#define UNLOCK 9

/* How far handle_ipi has come: not running is 0. */
#define XCHG 1
#define RUN 2
#define FLUSH 3

/* How far do_entInt has come: no interrupt is 0; the last four in an inner bracket. */
#define BODY 1
#define POLL_READ 2
#define EXIT 3
#define INNER_BODY 4
#define INNER_EXIT 5
#define INNER_POLL 6
#define INNER_RETURN 7

byte point[N];    /* of the send under way */
byte low[N];      /* its targets still to be queued; then those whose wripir is still to be issued */
byte high[N];     /* its targets queued; with low, those that need an IPI and have no bit yet */
bool waits[N];    /* where both kinds occur: whether the caller waits */
byte queued[N];   /* sources whose csd is in the CPU's queue */
byte taken[N];    /* sources whose csd a running flush has */
byte sync[N];     /* where both kinds occur: sources whose csd a caller waits for */
bool bits[N];     /* the CPU's CALL_FUNC bit */
bool edge[N];     /* an edge is held */
byte receive[N];
byte frame[N];
bool irqs_off[N];
byte owner;       /* of the IPI lock, plus one */

#define BIT(cpu) (1 << (cpu))

#if WAITING == 3
#define WAITS(c) waits[c]
#define SET_WAITS(c, on) waits[c] = on
#define SET_SYNC(t, c) if :: waits[c] -> sync[t] = sync[t] | BIT(c) :: else -> sync[t] = sync[t] & ~BIT(c) fi
#else
#define WAITS(c) (WAITING == 1)
#define SET_WAITS(c, on) skip
#define SET_SYNC(t, c) skip
#endif

#define MASKS_ITSELF(c) (point[c] == DRAIN_RESTORE || point[c] == DRAIN_READ && DRAIN_OFF)
#define AT_IPL7(c) (frame[c] != 0 || receive[c] != 0 || irqs_off[c] || MASKS_ITSELF(c))
#if HARDWARE == 0
#define LOSES(t) (frame[t] != 0)
#elif HARDWARE == 1
#define LOSES(t) AT_IPL7(t)
#else
#define LOSES(t) false
#endif

#define SENDING(c, at) (receive[c] == 0 && frame[c] == 0 && point[c] == at)
#define IN_FRAME(c, at) (receive[c] == 0 && frame[c] == at)
#define CSD_FREE(c, t) (((queued[t] | taken[t]) & BIT(c)) == 0)
#define RELEASED(c, t) (((low[c] | high[c]) & BIT(t)) == 0 || CSD_FREE(c, t))

#define END_SEND(c) \
    low[c] = 0; high[c] = 0; SET_WAITS(c, false); \
    if :: owner == c + 1 -> point[c] = UNLOCK :: else -> point[c] = IDLE fi
#define SENT(c) \
    if :: WAITS(c) -> point[c] = WAIT :: else -> END_SEND(c) fi

/* The steps that have a target or a source. STEP(guard, effect) makes an option of each. */
#define READ_STEP(STEP, c, t) \
    STEP(SENDING(c, DRAIN_READ) && (t == c || !DRAIN_OFF && !irqs_off[c]), \
        if \
        :: bits[t] && DRAIN_OFF -> receive[c] = XCHG; point[c] = DRAIN_RESTORE \
        :: bits[t] && !DRAIN_OFF -> point[c] = DRAIN_SAVE \
        :: !bits[t] && DRAIN_OFF -> point[c] = DRAIN_RESTORE \
        :: !bits[t] && !DRAIN_OFF -> point[c] = TRY_LOCK \
        fi)
#define PEER_STEPS(STEP, c, t) \
    READ_STEP(STEP, c, t) \
    STEP(SENDING(c, ENQUEUE) && (low[c] & ~high[c] & BIT(t)) != 0 && CSD_FREE(c, t), \
        if :: queued[t] != 0 -> low[c] = low[c] & ~BIT(t) :: else fi; \
        queued[t] = queued[t] | BIT(c); \
        SET_SYNC(t, c); \
        high[c] = high[c] | BIT(t); \
        if \
        :: low[c] == 0 -> SENT(c) \
        :: low[c] != 0 && (low[c] & ~high[c]) == 0 -> point[c] = SET_BITS \
        :: else \
        fi) \
    STEP(SENDING(c, SET_BITS) && (low[c] & high[c] & BIT(t)) != 0, \
        bits[t] = 1; \
        high[c] = high[c] & ~BIT(t); \
        if :: (low[c] & high[c]) == 0 -> point[c] = WRIPIR :: else fi) \
    STEP(SENDING(c, WRIPIR) && (low[c] & ~high[c] & BIT(t)) != 0, \
        if :: LOSES(t) :: else -> edge[t] = 1 fi; \
        low[c] = low[c] & ~BIT(t); \
        high[c] = high[c] | BIT(t); \
        if :: low[c] == 0 -> SENT(c) :: else fi) \
    STEP(receive[c] == FLUSH && (taken[c] & BIT(t)) != 0 \
            && ((sync[c] & taken[c]) == 0 || (sync[c] & BIT(t)) != 0), \
        taken[c] = taken[c] & ~BIT(t); \
        sync[c] = sync[c] & ~BIT(t); \
        if :: taken[c] == 0 -> receive[c] = XCHG :: else fi)

#if N == 2
#define PEERS(STEP, c) PEER_STEPS(STEP, c, 1 - c)
#define ALL_RELEASED(c) RELEASED(c, 1 - c)
#define QUIET_ALL (QUIET(0) && QUIET(1))
#elif N == 3
#define PEERS(STEP, c) PEER_STEPS(STEP, c, (c + 1) % 3) PEER_STEPS(STEP, c, (c + 2) % 3)
#define ALL_RELEASED(c) (RELEASED(c, (c + 1) % 3) && RELEASED(c, (c + 2) % 3))
#define QUIET_ALL (QUIET(0) && QUIET(1) && QUIET(2))
#else
#define PEERS(STEP, c) PEER_STEPS(STEP, c, (c + 1) % 4) PEER_STEPS(STEP, c, (c + 2) % 4) PEER_STEPS(STEP, c, (c + 3) % 4)
#define ALL_RELEASED(c) (RELEASED(c, (c + 1) % 4) && RELEASED(c, (c + 2) % 4) && RELEASED(c, (c + 3) % 4))
#define QUIET_ALL (QUIET(0) && QUIET(1) && QUIET(2) && QUIET(3))
#endif

/* What the code that runs on a CPU does next. */
#define PROGRAM(STEP, c) \
    STEP(receive[c] == XCHG, \
        if :: bits[c] -> receive[c] = RUN :: else -> receive[c] = 0 fi; \
        bits[c] = 0) \
    STEP(receive[c] == RUN, \
        taken[c] = queued[c]; \
        queued[c] = 0; \
        if :: taken[c] == 0 -> receive[c] = XCHG :: else -> receive[c] = FLUSH fi) \
    STEP(SENDING(c, TRY_LOCK) && (owner == 0 || LOCK == 2), \
        if \
        :: owner == 0 -> owner = c + 1; point[c] = ENQUEUE \
        :: owner != 0 && DRAIN_OFF -> point[c] = DRAIN_SAVE \
        :: owner != 0 && !DRAIN_OFF -> point[c] = DRAIN_READ \
        fi) \
    READ_STEP(STEP, c, c) \
    STEP(SENDING(c, DRAIN_SAVE), \
        if \
        :: DRAIN_OFF -> point[c] = DRAIN_READ \
        :: else -> receive[c] = XCHG; point[c] = DRAIN_RESTORE \
        fi) \
    STEP(SENDING(c, DRAIN_RESTORE), point[c] = TRY_LOCK) \
    PEERS(STEP, c) \
    STEP(SENDING(c, WAIT) && ALL_RELEASED(c), END_SEND(c)) \
    STEP(SENDING(c, UNLOCK), owner = 0; point[c] = IDLE) \
    STEP(IN_FRAME(c, BODY), if :: POLL -> frame[c] = POLL_READ :: else -> frame[c] = EXIT fi) \
    STEP(IN_FRAME(c, INNER_BODY), frame[c] = INNER_EXIT) \
    STEP(IN_FRAME(c, POLL_READ), if :: bits[c] -> receive[c] = XCHG :: else fi; frame[c] = EXIT) \
    STEP(IN_FRAME(c, INNER_POLL), if :: bits[c] -> receive[c] = XCHG :: else fi; frame[c] = INNER_RETURN) \
    STEP(IN_FRAME(c, INNER_EXIT), frame[c] = INNER_POLL) \
    STEP(IN_FRAME(c, EXIT) || IN_FRAME(c, INNER_RETURN), frame[c] = 0) \
    STEP(SENDING(c, IDLE) && irqs_off[c], irqs_off[c] = 0)

/* The interrupts a CPU may take. */
#define INTERRUPTS(STEP, c) \
    STEP(!AT_IPL7(c) && edge[c], edge[c] = 0; receive[c] = XCHG; frame[c] = EXIT) \
    STEP(!AT_IPL7(c), if :: POLL && INNER -> frame[c] = INNER_BODY :: else -> frame[c] = BODY fi)

/* New work. */
#define MAY_CALL(c) (SENDING(c, IDLE) && (CALLERS == 3 || irqs_off[c] == (CALLERS == 2)))
#define CALL(STEP, c, mask, wait) \
    STEP(LOCK != 0 && MAY_CALL(c) && (mask & BIT(c)) == 0, \
        low[c] = mask; point[c] = TRY_LOCK; SET_WAITS(c, wait)) \
    STEP((LOCK == 0 || UNLOCKED) && MAY_CALL(c) && (mask & BIT(c)) == 0, \
        low[c] = mask; point[c] = ENQUEUE; SET_WAITS(c, wait))
#if WAITING == 3
#define CALL_EITHER(STEP, c, mask) CALL(STEP, c, mask, true) CALL(STEP, c, mask, false)
#else
#define CALL_EITHER(STEP, c, mask) CALL(STEP, c, mask, false)
#endif
#if N == 2
#define CALLS(STEP, c) CALL_EITHER(STEP, c, 1) CALL_EITHER(STEP, c, 2)
#else
#define THREE(STEP, c) \
    CALL_EITHER(STEP, c, 1) CALL_EITHER(STEP, c, 2) CALL_EITHER(STEP, c, 3) \
    CALL_EITHER(STEP, c, 4) CALL_EITHER(STEP, c, 5) CALL_EITHER(STEP, c, 6)
#if N == 3
#define CALLS(STEP, c) THREE(STEP, c)
#else
#define CALLS(STEP, c) THREE(STEP, c) CALL_EITHER(STEP, c, 7) \
    CALL_EITHER(STEP, c, 8) CALL_EITHER(STEP, c, 9) CALL_EITHER(STEP, c, 10) CALL_EITHER(STEP, c, 11) \
    CALL_EITHER(STEP, c, 12) CALL_EITHER(STEP, c, 13) CALL_EITHER(STEP, c, 14)
#endif
#endif
#define CHOICES(STEP, c) \
    CALLS(STEP, c) \
    STEP((CALLERS != 1 || HARDWARE == 1) && SENDING(c, IDLE) && !irqs_off[c], irqs_off[c] = 1)

#define ATOMIC(guard, effect) :: d_step { (guard) -> effect }

#ifdef RELEASE
/*
 * The schedule: CPUs take turns; each does the next step of its program, and in every eighth turn, or if no program
 * goes on, takes an interrupt. Within a d_step the first option that can be taken is. The state is put back at the end.
 */
#define PLAIN(guard, effect) :: (guard) -> effect
#define TURNS 400
#define QUIET(c) (SENDING(c, IDLE) && !irqs_off[c])
hidden byte was[12 * N + 1];
hidden byte cpu_at;
hidden short turn;
hidden byte stuck;
#define KEEP(i, variable) was[i * N + cpu_at] = variable[cpu_at]
#define PUT_BACK(i, variable) variable[cpu_at] = was[i * N + cpu_at]
#define ALL(EACH) \
    cpu_at = 0; \
    do \
    :: cpu_at < N -> \
        EACH(0, point); EACH(1, low); EACH(2, high); EACH(3, waits); EACH(4, queued); EACH(5, taken); EACH(6, sync); \
        EACH(7, bits); EACH(8, edge); EACH(9, receive); EACH(10, frame); EACH(11, irqs_off); \
        cpu_at = cpu_at + 1 \
    :: else -> break \
    od; \
    cpu_at = 0
#define SETTLE \
    :: d_step { \
        ALL(KEEP); was[12 * N] = owner; turn = 0; stuck = 0; \
        do \
        :: QUIET_ALL || turn == TURNS -> break \
        :: else -> \
            if \
            :: turn % (8 * N) < N || stuck >= N -> \
                if INTERRUPTS(PLAIN, cpu_at) PROGRAM(PLAIN, cpu_at) :: else fi; \
                stuck = 0 \
            :: else -> \
                if PROGRAM(PLAIN, cpu_at) -> stuck = 0 :: else -> stuck = stuck + 1 fi \
            fi; \
            cpu_at = (cpu_at + 1) % N; \
            turn = turn + 1 \
        od; \
        assert(QUIET_ALL); \
        ALL(PUT_BACK); owner = was[12 * N]; turn = 0; stuck = 0 \
    }
#else
#define SETTLE
#endif

active [N] proctype cpu() {
end:
    do
    PROGRAM(ATOMIC, _pid)
    INTERRUPTS(ATOMIC, _pid)
    CHOICES(ATOMIC, _pid)
    SETTLE
    od
}
