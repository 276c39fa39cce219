using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace EGov.Unit.House;

/// <summary>Which types a type names: its base, members, attributes, and what the code of its methods touches.</summary>
/// <remarks>Read from the compiled code (ECMA-335 §III.1), so that no way of writing a name goes round it.</remarks>
internal static class Uses
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xffff);

    /// <summary>The types of its assembly that a type or one nested in it names, by their outermost type.</summary>
    public static HashSet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Into(type, found);
        return
        [
            .. found.Where(used => used.Assembly == type.Assembly).Select(Outermost).Where(used => used != type),
        ];
    }

    private static void Into(Type type, HashSet<Type> found)
    {
        Add(type.BaseType, found);
        foreach (var contract in type.GetInterfaces()) Add(contract, found);
        Attributes(type, found);
        foreach (var field in type.GetFields(All)) Add(field.FieldType, found);
        foreach (var property in type.GetProperties(All)) Add(property.PropertyType, found);
        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            Signature(method, found);
            Attributes(method, found);
            if (method.GetMethodBody() is { } body) Code(method, body, found);
        }

        foreach (var nested in type.GetNestedTypes(All)) Into(nested, found);
    }

    private static void Signature(MethodBase method, HashSet<Type> found)
    {
        foreach (var parameter in method.GetParameters()) Add(parameter.ParameterType, found);
        if (method is MethodInfo { ReturnType: var result }) Add(result, found);
        if (method.IsGenericMethod)
            foreach (var argument in method.GetGenericArguments()) Add(argument, found);
    }

    private static void Attributes(MemberInfo member, HashSet<Type> found)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(attribute.AttributeType, found);
            foreach (var argument in attribute.ConstructorArguments) Add(argument.Value as Type, found);
        }
    }

    /// <summary>The methods of a type and of those nested in it, each with what its code calls.</summary>
    public static IEnumerable<(MethodBase By, MethodBase Called)> Calls(Type type) =>
        type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
            .SelectMany(by => Members(by).OfType<MethodBase>().Select(called => (by, called)))
            .Concat(type.GetNestedTypes(All).SelectMany(Calls));

    private static void Code(MethodBase method, MethodBody body, HashSet<Type> found)
    {
        foreach (var local in body.LocalVariables) Add(local.LocalType, found);
        foreach (var clause in body.ExceptionHandlingClauses)
            if (clause.Flags is ExceptionHandlingClauseOptions.Clause) Add(clause.CatchType, found);
        foreach (var member in Members(method)) Add(member, found);
    }

    /// <summary>The fields, methods and types that a method's code names.</summary>
    private static List<MemberInfo?> Members(MethodBase method)
    {
        var found = new List<MemberInfo?>();
        var code = (method.GetMethodBody()?.GetILAsByteArray() ?? []).AsSpan();
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++];
            var operation = Codes[value == 0xfe ? 0xfe00 | code[at++] : value];
            switch (operation.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                    or OperandType.InlineType:
                    found.Add(Named(method, BinaryPrimitives.ReadInt32LittleEndian(code[at..])));
                    break;
                case OperandType.InlineSwitch:
                    at += 4 * BinaryPrimitives.ReadInt32LittleEndian(code[at..]);
                    break;
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                _ => 4,
            };
        }

        return found;
    }

    private static MemberInfo? Named(MethodBase method, int token) => method.Module.ResolveMember(token,
        method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static void Add(MemberInfo? member, HashSet<Type> found)
    {
        switch (member)
        {
            case Type type:
                Add(type, found);
                break;
            case FieldInfo field:
                Add(field.DeclaringType, found);
                Add(field.FieldType, found);
                break;
            case MethodBase method:
                Add(method.DeclaringType, found);
                Signature(method, found);
                break;
        }
    }

    private static void Add(Type? type, HashSet<Type> found)
    {
        if (type is null || type.IsGenericParameter) return;
        if (type.HasElementType) Add(type.GetElementType(), found);
        else if (type.IsGenericType)
        {
            if (!found.Add(type.GetGenericTypeDefinition()) && type.IsGenericTypeDefinition) return;
            foreach (var argument in type.GetGenericArguments()) Add(argument, found);
        }
        else found.Add(type);
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
