global using EnterHook = System.Func<int, System.RuntimeMethodHandle, System.RuntimeTypeHandle, object?[], object?>;
global using LeaveHook = System.Action<object?, object?, object?[]?>;
global using MarkHook = System.Action<int>;
global using StaticsHook = System.Action<System.RuntimeTypeHandle>;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>What rewritten code calls.</summary>
/// <param name="Enter">
/// Before a call: (site, method, its type, receiver and arguments) gives a token for <paramref name="Leave"/>; an
/// <c>object[]</c> of one stands for the result, and the call is not made.
/// </param>
/// <param name="Leave">After a call: (token, result, receiver and arguments again where some are by reference).</param>
/// <param name="Mark">Before a call of a delegate: (site).</param>
/// <param name="CopyStatics">Instead of a static constructor: (type).</param>
internal sealed record RecordingHooks(EnterHook Enter, LeaveHook Leave, MarkHook Mark, StaticsHook CopyStatics);
