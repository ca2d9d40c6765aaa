import {
	Cesium3DTileset,
	HeadingPitchRange,
	JulianDate,
	Math as CesiumMath,
	RequestScheduler,
	Scene
} from '@cesium/engine';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { PerspectiveCamera, WebGLRenderer } from 'three';
import type { Mesh } from 'three';
import { TilesRenderer } from '3d-tiles-renderer';
import { GLTFExtensionsPlugin } from '3d-tiles-renderer/plugins';

/** What a reader found: [id, height] of the rows it saw, and how many tiles it drew. */
export interface Seen {
	readonly rows: [id: number, height: number][];
	readonly tiles: number;
	readonly errors: string[];
}

declare global {
	interface Window {
		readWithCesium: (url: string) => Promise<Seen>;
		readWithThree: (url: string) => Promise<Seen>;
	}
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

window.readWithCesium = async (url) => {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 256;
	document.body.append(canvas);
	RequestScheduler.maximumRequestsPerServer = 20;
	const scene = new Scene({ canvas });
	const errors: string[] = [];
	scene.rethrowRenderErrors = true;
	const tileset = await Cesium3DTileset.fromUrl(url, { maximumScreenSpaceError: 0.5 });
	tileset.tileFailed.addEventListener(({ message }: { message: string }) => void errors.push(message));
	scene.primitives.add(tileset);
	const { boundingSphere } = tileset;
	scene.camera.viewBoundingSphere(
		boundingSphere,
		new HeadingPitchRange(0, CesiumMath.toRadians(-80), boundingSphere.radius * 2)
	);
	const visible = new Map<
		object,
		{ featuresLength: number; getFeature: (index: number) => { getProperty: (name: string) => unknown } }
	>();
	tileset.tileVisible.addEventListener((tile: { content: never }) => void visible.set(tile, tile.content));
	for (let round = 0; round < 600; round++) {
		visible.clear();
		(scene as unknown as { initializeFrame(): void }).initializeFrame(); // exists, is left out of the typings
		scene.render(JulianDate.now());
		await frame();
		if (visible.size > 0 && tileset.tilesLoaded) break;
	}
	const rows: [number, number][] = [];
	for (const content of visible.values())
		for (let i = 0; i < content.featuresLength; i++) {
			const feature = content.getFeature(i);
			rows.push([Number(feature.getProperty('id')), Number(feature.getProperty('height'))]);
		}
	return { rows, tiles: visible.size, errors };
};

window.readWithThree = async (url) => {
	const renderer = new WebGLRenderer();
	renderer.setSize(256, 256);
	document.body.append(renderer.domElement);
	const camera = new PerspectiveCamera(60, 1, 1, 1e8);
	const tiles = new TilesRenderer(url);
	const errors: string[] = [];
	tiles.registerPlugin(new GLTFExtensionsPlugin({ metadata: true, meshoptDecoder: MeshoptDecoder }));
	tiles.errorTarget = 0.5;
	tiles.addEventListener(
		'load-error',
		(event) => void errors.push(String((event as { error?: unknown }).error))
	);
	tiles.setCamera(camera);
	tiles.setResolutionFromRenderer(camera, renderer);
	const { Sphere } = await import('three');
	const sphere = new Sphere();
	for (let round = 0; round < 600; round++) {
		if (tiles.getBoundingSphere(sphere)) {
			camera.position.copy(sphere.center).setLength(sphere.center.length() + sphere.radius * 2);
			camera.lookAt(sphere.center);
			camera.updateMatrixWorld();
		}
		tiles.update();
		renderer.render(tiles.group, camera);
		await frame();
		if (tiles.visibleTiles.size > 0 && tiles.loadProgress === 1) break;
	}
	const rows: [number, number][] = [];
	let drawn = 0;
	tiles.group.traverseVisible((object) => {
		const mesh = object as Mesh;
		if (!mesh.isMesh) return;
		drawn++;
		const ids = mesh.geometry.getAttribute('_feature_id_0');
		const metadata = mesh.userData['structuralMetadata'] as {
			getPropertyTableData: (tables: number[], ids: number[]) => Record<string, unknown>[];
		};
		let last = -1;
		for (let vertex = 0; vertex < ids.count; vertex++) {
			const row = ids.getX(vertex);
			if (row === last) continue;
			last = row;
			const [data] = metadata.getPropertyTableData([0], [row]);
			rows.push([Number(data?.['id']), Number(data?.['height'])]);
		}
	});
	return { rows, tiles: drawn, errors };
};
