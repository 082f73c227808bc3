import { startLargeBucket } from '../../test/reference-server/support/large-bucket.js';
import { objectsOf } from './objects.js';

// In a process of its own, so that its memory and its time are not those of the store.
const count = Number(process.argv[2]);
const objects = new Map(objectsOf(count).map(({ name, content }) => [`user/run/${name}`, content]));
const { endpoint } = await startLargeBucket(objects);
process.send?.(endpoint);
process.once('disconnect', () => process.exit());
