/** The token of a class of differences, as map and key draw it: 0 is the neutral one. */
export const tokenOfDifference = (place: number): string =>
	place === 0 ? '--div-0' : `--div-${place < 0 ? 'n' : 'p'}${Math.abs(place)}`;
