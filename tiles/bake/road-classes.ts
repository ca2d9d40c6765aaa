/** Classes of OSM highways that are drawn: 0 minor, 1 tertiary and secondary, 2 primary and trunk, 3 motorway. */
const STYLES: Readonly<Record<string, number>> = {
	motorway: 3,
	trunk: 2,
	primary: 2,
	secondary: 1,
	tertiary: 1,
	residential: 0,
	unclassified: 0,
	living_street: 0,
	service: 0,
	pedestrian: 0,
	road: 0,
	track: 0,
	busway: 0
};

/** How a highway class is drawn; undefined for paths, steps and what is no road. */
export function roadStyle(highway: string): number | undefined {
	const plain = highway.replace(/_link$/, '').replace(/^track_grade\d$/, 'track');
	const style = STYLES[plain];
	// Ramps are narrower than what they lead to.
	return style === undefined ? undefined : plain === highway ? style : Math.max(0, style - 1);
}
