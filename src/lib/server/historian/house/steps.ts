/**
 * The moments of housekeeping at which a crash would leave something half done. Each is told right after
 * its step is on disk; a test that throws there is a crash there.
 */
export type HouseStep =
	| 'file-written'
	| 'file-published'
	| 'manifest-published'
	| 'hot-forgotten'
	| 'compacted-written'
	| 'compacted-published'
	| 'keyframe-published'
	| 'days-dropped';
export type OnStep = (step: HouseStep) => void;
