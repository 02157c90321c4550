/**
 * All words of the page in English; those with a number or a name are functions. Both documents and the broker's page take from here, each what it
 * uses, and `page.html` by name, as in `{{PAUSE}}`. Numbers, dates and times are written as the browser's language has them.
 */

/** A tag of BCP 47. */
export const LANGUAGE = 'en';

// The frame of the page

export const CONNECTING = 'Connecting';
export const WINDOWS = 'How much of the past';
export const PAUSE = 'Pause';
export const RESUME = 'Resume';
export const ARRANGE = 'Arrange';
export const SAVE = 'Save';
export const HELP = 'Help';
export const SKIPPED_PACKS = 'Skipped packs:';
export const DEVICE_STATUS = 'Device status';
export const WAITING_FOR_READINGS = 'Waiting for the first readings';
export const ENTER_TOKEN = 'Enter token';
export const NO_SCRIPT = 'This page draws its charts with JavaScript, which is switched off here.';
export const UNDER_WAY = 'Under way';
export const RECORDING = 'Recording';
export const STOP = 'Stop';
export const STOP_RECORDING = 'Stop and save the recording';
export const PAUSED = 'Paused';
export const LEAVE_ZOOM = 'Leave zoom';
export const SELECTED = 'Selected';
export const CLEAR = 'Clear';
export const ACCESS_TOKEN = 'Access token';
export const TOKEN = 'Token';
export const CANCEL = 'Cancel';
export const CONNECT = 'Connect';
export const ALL_HIDDEN = 'All channels are hidden';
/** A name with its group, where another group may have the same name. */
export const within = (group: string | undefined, name: string) => (group ? `${group} · ${name}` : name);
export const noChannel = (names: string) => `There is no channel ${names}`;
export const NOT_THERE = 'This device does not have that part of the page.';
export const readingsSince = (count: string, isOne: boolean) => `${count} ${isOne ? 'reading' : 'readings'} since`;
export const clockDiffers = (by: string, isBehind: boolean) => `The device's clock is ${by} ${isBehind ? 'behind' : 'ahead of'} this one`;

// Browsers that are too old: old.js

export const NOT_POSSIBLE = 'Not possible here';
export const needs = (browsers: readonly string[]) => `This page needs ${browsers.slice(0, -1).join(', ')} or ${browsers[browsers.length - 1]}, or a later one.`;

// The connection

export const LIVE = 'Live';
export const TOKEN_NEEDED = 'Token needed';
export const BARRED = 'Too many wrong tokens, trying again';
export const RECONNECTING = 'Reconnecting';
export const OFFLINE = 'Offline, reconnecting';
export const inSeconds = (seconds: number) => `in ${seconds} s`;
export const LOCKED = 'This device needs its token.';
export const LOCKED_TO_READ = 'This device shows its readings only with its token.';
export const LOCKED_TO_SET = 'Setting needs a token.';
export const MAY_ONLY_WATCH = 'This token may only read. Setting needs another one.';
export const TOKEN_REFUSED = 'That token was refused. Please try again.';
/** The time follows. */
export const TOKEN_LATER = 'Too many wrong tokens. The next one is tried';

// Cards

export const CONTROLS = 'Controls';
export const MESSAGES = 'Messages';
export const ON_AND_OFF = 'On and off';
export const READINGS = 'Readings';
export const and = (names: readonly string[]) => names.join(' and ');
export const channels = (count: number) => `${count} channels`;
export const chartOf = (title: string) => `Chart of ${title}`;
export const optionsOf = (title: string) => `${title}: options`;
export const valuesOf = (title: string) => `Values of ${title}`;
export const foldValuesOf = (title: string) => `${title}: values`;
/** After the name of a chart. */
export const inSpan = (span: string) => ` from ${span}`;
export const inLast = (window: string) => `, last ${window}`;
export const at = (moment: string) => `at ${moment}`;
export const since = (moment: string) => `since ${moment}`;
export const goneFor = (age: string) => `gone, ${age} ago`;
export const staleFor = (age: string) => `stale, ${age} ago`;
export const TO = ' to ';
export const CHANNEL = 'Channel';
export const NOW = 'now';
/** After the value of a channel, for screen readers. */
export const extent = (min: string, max: string) => `, lowest ${min}, highest ${max}`;

/** The short forms; the long ones are shown on hover. */
export const MEASURES = { min: 'min', max: 'max', mean: 'mean', deviation: 'σ', count: 'n' } as const;
export const MEASURE_NAMES = {
  min: 'Lowest',
  max: 'Highest',
  mean: 'Average',
  deviation: 'Standard deviation',
  count: 'Number of readings',
} as const;

export const ON_OFF = 'On Off';
/** The names of on and off for some kinds of channels. */
export const STATES: Readonly<Record<string, string>> = {
  'Open Closed': 'door garage_door opening window',
  'Detected Clear': 'gas moisture motion occupancy presence smoke sound vibration',
  'Unlocked Locked': 'lock',
};

/** What units measure, for the titles of cards. The registries name only the units. */
export const QUANTITIES: Readonly<Record<string, string>> = {
  Temperature: 'Cel K',
  Humidity: '%RH',
  Pressure: 'Pa hPa',
  Light: 'lx lm cd',
  Voltage: 'V mV',
  Current: 'A mA',
  Power: 'W mW kW',
  Energy: 'J Wh kWh',
  'Signal strength': 'dBm dBW',
  Data: 'B KiB MiB GiB',
  'Data rate': 'bit/s B/s',
  Frequency: 'Hz kHz MHz',
  Length: 'm mm cm km',
  Speed: 'm/s km/h',
  Acceleration: 'm/s2',
  Angle: 'rad deg',
  Duration: 's ms min h',
  Concentration: 'ppm ppb ug/m3',
  Battery: '%EL EL',
  Percent: '/ %',
  Count: 'count',
  Resistance: 'Ohm',
  Mass: 'kg g',
  Volume: 'm3 l',
  Flow: 'm3/s l/s',
  Acidity: 'pH',
};

// What can be set

export const SET = 'Set';
export const PRESS = 'Press';
export const SURE = 'Sure?';
export const press = (label: string) => `Press ${label}`;
export const pressAgain = (label: string) => `${label}: press again if you are sure`;
export const asNumber = (label: string) => `${label}, as a number`;
export const atMostBytes = (count: number) => `At most ${count} bytes`;
export const REFUSALS = {
  'unknown-name': 'Refused: the device does not know this channel',
  'not-settable': 'Refused: this cannot be set',
  'wrong-type': 'Refused: the device expects another kind of value',
  'wrong-unit': 'Refused: the device expects another unit',
  'out-of-range': 'Refused: out of range',
  'time-not-supported': 'Refused: the device cannot set this later',
  'not-understood': 'Refused: the device did not understand',
  'too-many-records': 'Refused: too much at once',
  failed: 'The device tried and failed',
  'not-allowed': 'Refused: this needs the full access token',
  busy: 'The device is busy: please try again',
  'not-connected': 'Not connected, so nothing was set',
  'no-answer': 'No answer: it may or may not be set',
} as const;
export const refused = (why: string) => `Refused: ${why}`;

// Second document: what is shown, and how

export const CLOSE = 'Close';
export const DONE = 'Done';
export const HOW_TO_ARRANGE = 'Drag a card by its title, or use its menu, to move, resize, combine and split charts.';
export const CHARTS = 'Charts';
export const FOR_EACH_UNIT = 'One for each unit';
export const FOR_EACH_CHANNEL = 'One for each channel';
export const DENSITY = 'Density';
export const DENSITIES = { compact: 'Compact', comfortable: 'Comfortable' } as const;
export const COLOURS = 'Colours';
export const SCHEMES = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
export const CHANNELS = 'Channels';
export const SHOW_ALL = 'Show all';
export const COPY_LINK = 'Copy link';
export const RESET = 'Reset';
export const isHidden = (title: string) => `${title} is hidden. Arrange shows it again.`;
export const LINK_COPIED = 'The link is copied.';
export const LINK_IN_ADDRESS = 'The address of this page now opens the same view.';

export const WIDE = 'Wide';
export const TALL = 'Tall';
export const MOVE_FORWARD = 'Move forward';
export const MOVE_BACK = 'Move back';
export const HIDE = 'Hide';
export const COPY_LINK_TO_CHART = 'Copy link to this chart';
export const TAKE_APART = 'One chart for each channel';
export const combineWith = (title: string) => `Combine with ${title}`;
export const SPECTRUM = 'Spectrum';
export const RANGE_AUTOMATIC = 'Range: automatic';
export const RANGE_LOGARITHMIC = 'Range: logarithmic';
export const RANGE_FIXED = 'Range: fixed…';
export const rangeOf = (title: string) => `Range of ${title}`;
export const FROM = 'From';
export const UNTIL = 'To';
export const inUnit = (unit: string) => (unit ? `In ${unit}` : 'As the numbers are');
export const NOT_BELOW = 'The first number must be below the second.';
export const SAVE_PICTURE = 'Save as PNG';
export const pictureTitle = (device: string, title: string, from: string, to: string) => `${device}, ${title}, ${from} to ${to}`;
export const pictureLine = (value: string, min: string, max: string, mean: string) => `${value}, ${min} to ${max}, mean ${mean}`;

// Levels and alarms

export const LEVELS = 'Levels…';
export const levelsOf = (title: string) => `Levels of ${title}`;
export const LEVEL_NAMES = {
  low: 'Alarm below',
  lowWarning: 'Warning below',
  highWarning: 'Warning above',
  high: 'Alarm above',
  hysteresis: 'Hysteresis',
} as const;
export const ABOUT_LEVELS =
  'In the unit of the channel. An empty level is not watched. Levels that differ from those of the device are kept in this browser.';
export const WHEN_PASSED = 'When one is passed';
export const NOTIFY = 'Notify me while the page is hidden';
export const SOUND = 'Sound';
export const EVENTS = 'Events';
export const WHEN = 'When';
export const WHAT = 'What';
export const NO_EVENTS = 'Nothing yet';
const severity = (isAlarm: boolean) => (isAlarm ? 'alarm' : 'warning');
export const counted = (count: number, isAlarm: boolean) => `${count} ${severity(isAlarm)}${count === 1 ? '' : 's'}`;
export const beyond = (isAbove: boolean, level: string) => `${isAbove ? 'above' : 'below'} ${level}`;
export const beyondFor = (beyond: string, time: string) => `${beyond} for ${time}`;
export const event = (label: string, isAlarm: boolean, beyond: string, value: string) => `${label} ${severity(isAlarm)}: ${beyond}, ${value}`;
export const eventOver = (label: string, value: string) => `${label} is back, ${value}`;
export const passed = (label: string, isAlarm: boolean, beyond: string) => `${isAlarm ? 'Alarm' : 'Warning'}: ${label} is ${beyond}`;

// Spectrum

export const spectrumOf = (title: string) => `Spectrum of ${title}`;
export const waterfallOf = (title: string) => `Waterfall of ${title}: frequency from left to right, the newest at the top`;
export const NO_SPECTRUM = 'A spectrum needs at least 32 evenly spaced readings.';
export const WEIGHTING = 'Weighting';
export const WEIGHTINGS = { hann: 'Hann', flatTop: 'Flat top', none: 'None' } as const;
export const SCALE = 'Scale';
export const LINEAR = 'Linear';
export const zeroDecibels = (unit: string) => `dB, 0 is 1 ${unit}`;

// Files

export const SHOWN = 'What is shown';
export const ABOUT_SHOWN = 'The channels and the time on the screen.';
export const SAVE_CSV = 'Save CSV';
export const SAVE_SENML = 'Save SenML';
export const A_RECORDING = 'A recording';
export const ABOUT_OPENING = 'CSV or SenML in JSON is shown as if it came now. It may also be dropped on the page.';
export const OPEN_RECORDING = 'Open a recording';
export const KEPT = 'What this browser has kept';
export const ABOUT_KEPT = 'Readings of the last seven days, for this page only.';
export const FORGET = 'Forget it';
export const FROM_NOW_ON = 'All from now on';
const EVERY_READING = 'Every reading of every channel, as CSV.';
export const TO_FILE = `${EVERY_READING} It goes straight to a file, for as long as you like.`;
export const toMemory = (megabytes: number) => `${EVERY_READING} It is kept in memory, up to ${megabytes} MB, and saved when you stop.`;
export const START_RECORDING = 'Start recording';
export const SAVED = 'Saved';
export const RECORDING_SAVED = 'The recording is saved.';
export const RECORDING_FULL = 'The recording reached the limit of the memory, and was saved.';
export const noRecording = (why: string) => `The recording could not start. ${why}`;

// Replay

export const POSITION = 'Position in the recording';
export const PLAY = 'Play';
export const PAUSE_RECORDING = 'Pause the recording';
export const PLAY_RECORDING = 'Play the recording';
export const SPEED = 'Speed';
export const BACK_TO_DEVICE = 'Back to the device';
export const replaying = (name: string) => `Replaying ${name}`;
export const noReplay = (name: string, why: string) => `${name} cannot be replayed. ${why}`;
export const NO_READINGS = 'There are no readings in it.';
export const NO_COLUMNS = 'A recording has the columns time, channel and value';

// Help

export const KEYS_ON_CHART = 'Keys, on a chart';
export const KEYS = 'Keys';
export const MOUSE_AND_FINGERS = 'Mouse and fingers';
export const MOUSE = 'Mouse';
export const KEY_TABLE: readonly (readonly [string, string])[] = [
  ['← →', 'Move the cursor over all charts'],
  ['+ −', 'Zoom in and out around the cursor'],
  ['Shift ← →', 'Go back and forth in time'],
  ['M', 'Begin a selection at the cursor; again: end it. The numbers are then of the selection'],
  ['Escape', 'Clear the selection, then leave the zoom'],
  ['F', 'Full screen'],
  ['?', 'This help'],
];
export const MOUSE_TABLE: readonly (readonly [string, string])[] = [
  ['Drag over a chart', 'Zoom'],
  ['Shift and drag', 'Select'],
  ['Ctrl and wheel, or pinch', 'Zoom'],
  ['Double click', 'Leave the zoom'],
  ['Drag a title', 'Move the card; onto the middle of another chart: combine them'],
];

// Device status, and the page's own version

export const DEVICE = 'Device';
export const NO_STATUS = 'The device does not answer.';
export const NAME = 'Name';
export const VALUE = 'Value';
export const free = (count: number) => (count ? `${count} free` : 'None');
export const yesOrNo = (isTrue: boolean) => (isTrue ? 'yes' : 'no');
export const UPDATED = 'Updated';
export const OTHER_VERSION = 'The device has another version of this page.';
export const LOAD_IT = 'Load it';

// The broker's page

export const BOARDS = 'Boards';
export const SIGN_IN = 'Sign in';
export const USER = 'User';
export const PASSWORD = 'Password';
export const boards = (count: number) => `${count} boards`;
export const BOARD_STATES = {
  live: 'live',
  waiting: 'waiting',
  'board-away': 'the board is away',
  'bridge-away': 'the bridge is away',
  unreadable: 'its messages cannot be read',
  disturbed: 'live, but some messages on its topics cannot be read',
  'not-shown': 'not shown',
  away: 'away',
  'broker-away': 'the broker is away',
} as const;
export const USER_REFUSED = 'The broker refused this user or password. Please try again.';
/** The time follows. */
export const USER_LATER = 'The broker does not answer. It is tried again';
export const USER_WANTED = 'This broker needs a user and a password.';
export const NOT_ALLOWED_BY_BROKER = 'the broker does not allow it';
export const refusedByBroker = (reason: string) => `The broker refused the connection: ${reason}.`;
export const endedByBroker = (reason: string) => `The broker ended the connection: ${reason}.`;
export const NO_REASON = 'without a reason';
export const topicRefused = (topic: string) => `The broker does not let this user read ${topic}.`;
export const noBoards = (topic: string) =>
  `The broker has brought no board. Either no bridge publishes one, or this user may not read ${topic}…, or the broker needs the boards in config.json.`;
export const BAD_CONFIG = 'config.json: broker and prefix are texts, boards is a list';
export const PASSWORD_IN_ADDRESS = 'config.json: user and password do not belong in an address';
