/** Where a figure lies on its slide, inches. */
export interface Place {
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
}
