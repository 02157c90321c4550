using System;

namespace Sensorcast.Tests.Unit;

/// <summary>What must not be made of wrong arguments.</summary>
internal static class Refusal
{
    internal delegate object Make();

    /// <summary>Fails unless an <see cref="ArgumentException"/> says that an argument is wrong.</summary>
    internal static void Check(Make make)
    {
        bool isRefused = false;
        try
        {
            make();
        }
        catch (ArgumentException)
        {
            isRefused = true;
        }

        Assert.IsTrue(isRefused);
    }
}
