namespace SignalStorm;

/// <summary>Whom signals are sent to.</summary>
public enum SignalTarget
{
    /// <summary>The process: the kernel chooses the thread.</summary>
    Process,

    /// <summary>The main thread.</summary>
    MainThread,

    /// <summary>Both in turn.</summary>
    Alternating,
}
