namespace Tfaip.Parameters;

/// <summary>
/// An error that its message explains in full to the person at the keyboard: what is wrong, where, and what to do. Tools
/// print the message alone; any other exception is a fault of the program and keeps its stack trace.
/// </summary>
public class TfaipException : Exception
{
    /// <summary>Creates the error.</summary>
    public TfaipException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error, with what caused it.</summary>
    public TfaipException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
