using System;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A write that a storage does not make is not taken as made.</summary>
[TestClass]
public class SettingsStorageTests
{
    [TestMethod]
    public void A_power_cut_at_any_byte_of_a_reset_leaves_all_or_nothing()
    {
        for (int copy = 0; copy < 2; copy++)
        {
            bool hasEnded = false;
            for (int cut = 0; !hasEnded; cut += TestEffort.CutStride)
            {
                MemoryStorage storage = new MemoryStorage();
                SettingsProgram.MakeOld(storage);
                SettingsProgram.MakeNew(storage);
                SettingsProgram program = new SettingsProgram(storage);
                storage.CutAfter = copy == 0 ? cut : MemoryStorage.Never;
                CutSecondWrite second = new CutSecondWrite(storage, cut);
                SettingsFile file = copy == 0 ? program.File : new SettingsFile(second, program.File.Settings);
                hasEnded = file.Reset() == null;
                string values = new SettingsProgram(storage.Restart()).Values;
                Assert.AreEqual(copy == 0 && !hasEnded ? SettingsProgram.New : SettingsProgram.Defaults, values, copy + "/" + cut);
            }
        }
    }

    /// <summary>What is read back is compared with what was written.</summary>
    [TestMethod]
    public void What_reads_back_differently_was_not_saved()
    {
        for (int kind = 0; kind < 4; kind++)
        {
            MemoryStorage storage = new MemoryStorage();
            SettingsProgram.MakeOld(storage);
            SettingsProgram program = new SettingsProgram(storage);
            SettingsFile file = new SettingsFile(new Forgetful(storage, kind), program.File.Settings);
            SettingsDraft draft = new SettingsDraft(file.Settings);
            draft.Change(program.Motto, "new");
            Assert.AreEqual("The settings could not be stored: they read back in another way.", file.Save(draft));
            Assert.AreEqual("none", program.Motto.Text);
            Assert.IsFalse(file.NeedsRestart);
            storage.Copies[1] = null;
            Assert.AreEqual(SettingsProgram.Old, new SettingsProgram(storage).Values, "The copy in use stays");
        }
    }

    /// <summary>Where a reset cannot replace both copies, it has not forgotten all.</summary>
    [TestMethod]
    public void A_reset_whose_first_write_fails_is_reported()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram.MakeOld(storage);
        SettingsProgram program = new SettingsProgram(storage);
        SettingsFile file = new SettingsFile(new FailsOnce(storage), program.File.Settings);
        Assert.AreEqual("The settings could not be stored: Busy", file.Reset());
        Assert.AreEqual(SettingsProgram.Old, program.Values);
        Assert.AreEqual(SettingsProgram.Old, new SettingsProgram(storage.Restart()).Values);
        Assert.IsNull(file.Reset());
        Assert.AreEqual(SettingsProgram.Defaults, program.Values);
    }

    /// <summary>A storage that gives back another last byte, another first one, fewer bytes or nothing.</summary>
    private sealed class Forgetful : ISettingsStorage
    {
        private readonly MemoryStorage _storage;
        private readonly int _kind;

        internal Forgetful(MemoryStorage storage, int kind)
        {
            _storage = storage;
            _kind = kind;
        }

        public byte[] Read(int copy)
        {
            byte[] bytes = _storage.Read(copy);
            if (copy == 0 || bytes == null)
            {
                return bytes;
            }

            byte[] other = new byte[_kind == 2 ? bytes.Length - 1 : bytes.Length];
            Array.Copy(bytes, other, other.Length);
            other[_kind == 1 ? 0 : other.Length - 1] ^= (byte)(_kind == 2 ? 0 : 1);
            return _kind == 3 ? null : other;
        }

        public void Write(int copy, byte[] bytes)
        {
            _storage.Write(copy, bytes);
        }
    }

    /// <summary>A storage that fails in its first write, and keeps what was there.</summary>
    private sealed class FailsOnce : ISettingsStorage
    {
        private readonly MemoryStorage _storage;
        private bool _hasFailed;

        internal FailsOnce(MemoryStorage storage)
        {
            _storage = storage;
        }

        public byte[] Read(int copy)
        {
            return _storage.Read(copy);
        }

        public void Write(int copy, byte[] bytes)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                throw new InvalidOperationException("Busy");
            }

            _storage.Write(copy, bytes);
        }
    }

    /// <summary>Cuts the power within the second write.</summary>
    private sealed class CutSecondWrite : ISettingsStorage
    {
        private readonly MemoryStorage _storage;
        private readonly int _cutAfter;

        internal CutSecondWrite(MemoryStorage storage, int cutAfter)
        {
            _storage = storage;
            _cutAfter = cutAfter;
        }

        public byte[] Read(int copy)
        {
            return _storage.Read(copy);
        }

        public void Write(int copy, byte[] bytes)
        {
            _storage.Write(copy, bytes);
            _storage.CutAfter = _cutAfter;
        }
    }
}
