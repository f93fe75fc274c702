package io.resil.agent.call;

/** Says what an ended attempt proves about the service. Pure. */
public interface Judge {
    Verdict judge(Attempt attempt);
}
