/** Units of what is measured. Times are none: “in the last 24 hours” says which, not how much. */
const UNITS =
	'(?:[%％‰℃]|°C|[µμ]g/m³|mg/(?:m³|L)|km/h|m/s|m³/s|[cmk]?m|k?m²|m³|dB|[kMG]Wh?)(?![A-Za-z])|(?:毫|厘|千|平方|立方)?米|(?:平方)?公里|摄氏度|[微毫]克|分贝|[千兆]瓦|吨';
/** What is counted. */
const COUNTERS = '[件起处辆次条座台艘架户例名万亿]|个(?!小时|月|星期|工作日)|人(?!民)';
const NOUNS =
	'(?:open |active |new )?(?:alarm|incident|event|accident|fire|case|call|complaint|vehicle|car|bus(?:es)?|tram|train|ship|flight|passenger|visitor|resident|household|people|person|sensor|station|junction|road|school|hospital|crew|camera|building|underpass(?:es)?|pump|trip)s?(?![A-Za-z])';
/** A digit after these belongs to a name: PM2.5, G15, A-12, §3, 第 3, level 1, line 2. */
const NAMES =
	'(?<![A-Za-z\\d.:/§№])(?<![A-Za-z\\d]-)(?<!第\\s?)(?<!(?:level|line|route|phase|no\\.|number) )';
const TYPED = new RegExp(`${NAMES}\\d[\\d,]*(?:\\.\\d+)?\\s?(?:${UNITS}|${COUNTERS}|${NOUNS})`, 'giu');
/** Places of numbers, addresses, and what was set and not measured, to the end of its clause. */
const NO_READING =
	/\{\{[^{}\n]*\}\}|https?:\/\/\S+|(?:目标|标准|阈值|限值|限速|target|standard|threshold|limit)[^，。；,;)）\n]*/giu;

/**
 * Readings that somebody typed into a text, with their unit or what they count: “37 件”, “12 cm”, “3 open alarms”. Numbers
 * in words, and counted things that are not in the list, are not found: what is found should be worth a look.
 */
export const typedNumbers = (text: string): readonly string[] => [
	...new Set(
		[...text.replaceAll(NO_READING, ' ').replaceAll('*', '').matchAll(TYPED)].map(([found]) => found)
	)
];
