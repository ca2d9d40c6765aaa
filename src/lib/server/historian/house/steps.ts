/**
 * The moments of housekeeping at which a crash would leave something half done. Each is told right after
 * its step is on disk; a test that throws there is a crash there.
 */
export const HOUSE_STEPS = [
	'file-written',
	'file-published',
	'manifest-published',
	'hot-forgotten',
	'compacted-written',
	'compacted-published',
	'keyframe-published',
	'days-dropped'
] as const;
export type HouseStep = (typeof HOUSE_STEPS)[number];
export type OnStep = (step: HouseStep) => void;
