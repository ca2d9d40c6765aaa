/** The part of the library that we use; it comes without types. Its README documents it. */
declare module 'subset-font' {
	/** A font without the axes that are pinned; all its glyphs are kept. */
	export default function subsetFont(
		font: Uint8Array,
		text: undefined,
		options: {
			readonly keepAllGlyphs: true;
			readonly targetFormat: 'sfnt';
			readonly variationAxes: Readonly<Record<string, number>>;
		}
	): Promise<Buffer>;
}
