namespace Tfaip.Processors.Parameters;

/// <summary>A parameters record with rules over several of its properties.</summary>
public interface IValidatable
{
    /// <summary>The rules that do not hold: the property (its .NET name) that the message is reported at, and the message.</summary>
    IEnumerable<(string Property, string Message)> Validate();
}
