package lostedge.engine.state;

/** Is told of every variable of a state that is looked at or changed. */
abstract class Watch {
    /** Nobody is told. */
    static final Watch NONE = new Watch() {
        @Override
        void touch(Variable variable, int instance, int cpu) {}
    };

    /**
     * A variable is looked at or changed.
     *
     * @param instance the context or lane it belongs to, 0 if to none
     */
    abstract void touch(Variable variable, int instance, int cpu);
}
