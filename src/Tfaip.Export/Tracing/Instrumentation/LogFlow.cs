using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>
/// Follows what a method reads, of the clock or of tensors, through its code. Where it only goes into texts, consoles and logs, it cannot
/// reach a tensor. Whatever is not understood counts as reaching one.
/// </summary>
internal sealed class LogFlow
{
    private readonly MethodBody _body;
    private readonly Instruction[] _sources;
    private readonly ulong[] _locals;
    private readonly Dictionary<Instruction, Entry[]> _stacks = [];
    private readonly Queue<Instruction> _open = [];
    private ulong _reached;
    private bool _changed;

    private LogFlow(MethodBody body, Instruction[] sources) =>
        (_body, _sources, _locals) = (body, sources, new ulong[body.Variables.Count]);

    /// <summary>The calls of a method whose results go nowhere but into logs.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isSource">Whether a call is one of those that are followed.</param>
    public static IReadOnlySet<Instruction> Find(MethodDefinition method, Func<MethodReference, bool> isSource)
    {
        var sources = method.Body.Instructions
            .Where(instruction => instruction.Operand is MethodReference target && IsCall(instruction) && isSource(target)).ToArray();
        return sources.Length is 0 or > 64 ? new HashSet<Instruction>() : new LogFlow(method.Body, sources).Run();
    }

    private HashSet<Instruction> Run()
    {
        do
        {
            _changed = false;
            _stacks.Clear();
            Reach(_body.Instructions[0], []);
            foreach (var handler in _body.ExceptionHandlers)
            {
                Entry[] stack = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? [default] : [];
                Reach(handler.HandlerStart, stack);
                if (handler.FilterStart is { } filter) Reach(filter, stack);
            }

            while (_open.TryDequeue(out var next)) Step(next);
        }
        while (_changed);

        return [.. _sources.Where((_, i) => (_reached & (1UL << i)) == 0)];
    }

    private void Reach(Instruction? at, Entry[] stack)
    {
        if (at is null) return;
        if (!_stacks.TryGetValue(at, out var known))
        {
            _stacks.Add(at, stack);
            _open.Enqueue(at);
            return;
        }

        if (known.Length != stack.Length)
        {
            // No code of a compiler's: nothing is known of it.
            _reached = ulong.MaxValue;
            return;
        }

        var merged = known.Zip(stack, (left, right) => left.With(right)).ToArray();
        if (merged.AsSpan().SequenceEqual(known)) return;
        _stacks[at] = merged;
        _open.Enqueue(at);
    }

    private void Step(Instruction at)
    {
        var stack = new List<Entry>(_stacks[at]);
        switch (at.OpCode.Code)
        {
            case Code.Ldloc or Code.Ldloca:
                var loaded = ((VariableDefinition)at.Operand).Index;
                stack.Add(new(_locals[loaded], loaded + 1, IsNew: false));
                break;
            case Code.Stloc:
                Taint(((VariableDefinition)at.Operand).Index, Pop(stack).Mask);
                break;
            case Code.Dup:
                stack.Add(stack[^1]);
                break;
            case Code.Newarr:
                Pop(stack);
                stack.Add(new(0, 0, IsNew: true));
                break;
            case Code.Call or Code.Callvirt or Code.Newobj:
                Call(at, (MethodReference)at.Operand, stack);
                break;
            case Code.Ret:
                foreach (var entry in stack) _reached |= entry.Mask;
                return;
            case var code when IsElementStore(code):
                var value = Pop(stack).Mask;
                Pop(stack);
                var array = Pop(stack);
                if (!array.IsNew) _reached |= value;

                // The array is on the stack a second time, to be handed on.
                for (var i = 0; i < stack.Count; i++) stack[i] = stack[i] with { Mask = stack[i].Mask | value };
                break;
            default:
                Other(at, stack);
                break;
        }

        if (at.Operand is Instruction target) Reach(target, at.OpCode.Code is Code.Leave ? [] : [.. stack]);
        if (at.Operand is Instruction[] targets)
        {
            foreach (var each in targets) Reach(each, [.. stack]);
        }

        if (at.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw)) Reach(at.Next, [.. stack]);
    }

    private void Call(Instruction at, MethodReference target, List<Entry> stack)
    {
        var isNew = at.OpCode.Code == Code.Newobj;
        var given = new List<Entry>();
        for (var i = 0; i < target.Parameters.Count + (target.HasThis && !isNew ? 1 : 0); i++) given.Add(Pop(stack));
        var mask = given.Aggregate(0UL, (all, entry) => all | entry.Mask);
        if (mask != 0 && !LogRules.MayTake(target))
        {
            _reached |= mask;
            mask = 0;
        }

        // What is given by its address, and builders of texts, may hold it afterwards.
        foreach (var entry in given.Where(entry => entry.Local > 0)) Taint(entry.Local - 1, mask);
        if (Array.IndexOf(_sources, at) is var source and >= 0) mask |= 1UL << source;
        if (isNew || target.ReturnType.MetadataType != MetadataType.Void) stack.Add(new(mask, 0, IsNew: false));
    }

    // Arithmetic hands on what it takes; a branch, a field or a reference would lead it out of sight.
    private void Other(Instruction at, List<Entry> stack)
    {
        var mask = 0UL;
        for (var i = Taken(at.OpCode.StackBehaviourPop, stack.Count); i > 0; i--) mask |= Pop(stack).Mask;
        var given = Given(at.OpCode.StackBehaviourPush);
        if (given == 0) _reached |= at.OpCode.Code == Code.Pop ? 0 : mask;
        for (var i = 0; i < given; i++) stack.Add(new(mask, 0, IsNew: false));
    }

    private void Taint(int local, ulong mask)
    {
        if ((_locals[local] | mask) == _locals[local]) return;
        _locals[local] |= mask;
        _changed = true;
    }

    private static Entry Pop(List<Entry> stack)
    {
        if (stack.Count == 0) return default;
        var top = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private static bool IsCall(Instruction at) => at.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj;

    private static bool IsElementStore(Code code) =>
        code is Code.Stelem_Any or Code.Stelem_Ref or Code.Stelem_I or Code.Stelem_I1 or Code.Stelem_I2
            or Code.Stelem_I4 or Code.Stelem_I8 or Code.Stelem_R4 or Code.Stelem_R8;

    private static int Taken(StackBehaviour behaviour, int all) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.PopAll => all,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
        or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };

    private static int Given(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    /// <summary>What is known of a value on the stack.</summary>
    /// <param name="Mask">The sources that it follows from, a bit each.</param>
    /// <param name="Local">The local that it was loaded from, plus one; 0 for none.</param>
    /// <param name="IsNew">Whether it is an array that was made just now.</param>
    private readonly record struct Entry(ulong Mask, int Local, bool IsNew)
    {
        public Entry With(Entry other) => new(Mask | other.Mask, Local == other.Local ? Local : 0, IsNew && other.IsNew);
    }
}
